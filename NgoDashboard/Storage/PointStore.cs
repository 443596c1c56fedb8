using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage;

/// <summary>A bridge point as it is stored.</summary>
public sealed record StoredPoint(long Id, string Kind, string? Province, string Name, string Place);

/// <summary>Bridge points in SQLite. What is removed stays, because attendance names it.</summary>
public sealed class PointStore(Database database)
{
    /// <summary>Those that were not removed, in the order of their coming.</summary>
    public IReadOnlyList<StoredPoint> All() => database.Read<IReadOnlyList<StoredPoint>>(connection =>
        [.. connection.Query<StoredPoint>("SELECT id, kind, province, name, place FROM point WHERE is_removed = 0 ORDER BY id")]);

    /// <summary>All or none. A point whose id is 0 is new.</summary>
    /// <returns>The same points with their ids.</returns>
    /// <exception cref="StorageException">The disk refuses, or two have the same name in one province; nothing was changed.</exception>
    public IReadOnlyList<StoredPoint> Put(IReadOnlyList<StoredPoint> points) => database.Write<IReadOnlyList<StoredPoint>>((connection, transaction) =>
        [.. points.Select(point => point with { Id = Write(connection, transaction, point) })]);

    /// <exception cref="StorageException">The disk refuses, or the name has been given to another; the point is where it was.</exception>
    public void Mark(long id, bool isRemoved) =>
        database.Write((connection, _) => connection.Execute("UPDATE point SET is_removed = @isRemoved WHERE id = @id", new { id, isRemoved }));

    static long Write(SqliteConnection connection, SqliteTransaction transaction, StoredPoint point) =>
        connection.ExecuteScalar<long>(
            point.Id == 0
                ? "INSERT INTO point (kind, province, name, place) VALUES (@Kind, @Province, @Name, @Place) RETURNING id"
                : "UPDATE point SET kind = @Kind, province = @Province, name = @Name, place = @Place WHERE id = @Id RETURNING id",
            point,
            transaction);
}
