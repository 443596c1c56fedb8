using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Meeting;

/// <summary>A bridge point as it is stored. The properties are SQL parameters by name.</summary>
/// <param name="Id">0 for a point that is not stored yet.</param>
public sealed record PointRecord(long Id, string Kind, string? Province, string Name, string Place);

/// <summary>Bridge points in SQLite. Removed points stay stored, because attendance refers to them.</summary>
public sealed class PointStore(Database database)
{
    /// <summary>The points that are not removed, in the order in which they were added.</summary>
    public IReadOnlyList<PointRecord> LoadPoints() => database.ReadInTransaction<IReadOnlyList<PointRecord>>(connection =>
        [.. connection.Query<PointRecord>("SELECT id, kind, province, name, place FROM point WHERE is_removed = 0 ORDER BY id")]);

    /// <summary>Inserts or updates all of them in one transaction. A point whose id is 0 is inserted.</summary>
    /// <returns>The same points with their ids.</returns>
    /// <exception cref="StorageException">
    /// The write failed, or two points of a province have the same name; nothing was changed.
    /// </exception>
    public IReadOnlyList<PointRecord> SavePoints(IReadOnlyList<PointRecord> points) =>
        database.WriteInTransaction<IReadOnlyList<PointRecord>>((connection, transaction) =>
        [.. points.Select(point => point with { Id = SavePoint(connection, transaction, point) })]);

    /// <summary>Removes or restores a point.</summary>
    /// <exception cref="StorageException">The write failed, or another point has the name now; nothing was changed.</exception>
    public void SetRemoved(long id, bool isRemoved) => database.WriteInTransaction((connection, _) =>
        connection.Execute("UPDATE point SET is_removed = @isRemoved WHERE id = @id", new { id, isRemoved }));

    static long SavePoint(SqliteConnection connection, SqliteTransaction transaction, PointRecord point) =>
        connection.ExecuteScalar<long>(
            point.Id == 0
                ? "INSERT INTO point (kind, province, name, place) VALUES (@Kind, @Province, @Name, @Place) RETURNING id"
                : "UPDATE point SET kind = @Kind, province = @Province, name = @Name, place = @Place WHERE id = @Id RETURNING id",
            point,
            transaction);
}
