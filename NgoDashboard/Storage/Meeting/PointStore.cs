using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Meeting;

/// <summary>A bridge point as it is stored.</summary>
public sealed record PointRecord(long Id, string Kind, string? Province, string Name, string Place);

/// <summary>Bridge points in SQLite. What is removed stays, because attendance names it.</summary>
public sealed class PointStore(Database database)
{
    /// <summary>Those that were not removed, in the order of their coming.</summary>
    public IReadOnlyList<PointRecord> LoadPoints() => database.ReadInTransaction<IReadOnlyList<PointRecord>>(connection =>
        [.. connection.Query<PointRecord>("SELECT id, kind, province, name, place FROM point WHERE is_removed = 0 ORDER BY id")]);

    /// <summary>All or none. A point whose id is 0 is new.</summary>
    /// <returns>The same points with their ids.</returns>
    /// <exception cref="StorageException">The disk refuses, or two have the same name in one province; nothing was changed.</exception>
    public IReadOnlyList<PointRecord> SavePoints(IReadOnlyList<PointRecord> points) => database.WriteInTransaction<IReadOnlyList<PointRecord>>((connection, transaction) =>
        [.. points.Select(point => point with { Id = SavePoint(connection, transaction, point) })]);

    /// <exception cref="StorageException">The disk refuses, or the name has been given to another; the point is where it was.</exception>
    public void SetRemoved(long id, bool isRemoved) =>
        database.WriteInTransaction((connection, _) => connection.Execute("UPDATE point SET is_removed = @isRemoved WHERE id = @id", new { id, isRemoved }));

    static long SavePoint(SqliteConnection connection, SqliteTransaction transaction, PointRecord point) =>
        connection.ExecuteScalar<long>(
            point.Id == 0
                ? "INSERT INTO point (kind, province, name, place) VALUES (@Kind, @Province, @Name, @Place) RETURNING id"
                : "UPDATE point SET kind = @Kind, province = @Province, name = @Name, place = @Place WHERE id = @Id RETURNING id",
            point,
            transaction);
}
