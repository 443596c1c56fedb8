using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage;

/// <summary>One connection of a point, from its coming to its going.</summary>
/// <param name="SeenAt">When it was known last to be there.</param>
/// <param name="LeftAt">Null while it is there.</param>
/// <param name="FirstVersion">The first version that it said it painted; null until it has said so.</param>
/// <param name="LastVersion">The last one.</param>
public sealed record Stay(
    string Connection, string Point, string? Province, DateTimeOffset JoinedAt, DateTimeOffset SeenAt, DateTimeOffset? LeftAt, long? FirstVersion,
    long? LastVersion, long? PointId = null, string? Address = null)
{
    public DateTimeOffset Until => LeftAt ?? SeenAt;
}

/// <summary>Who was there, and when.</summary>
public sealed class AttendanceStore(Database database)
{
    /// <summary>Each in place of what was written of the same connection before; all or none.</summary>
    /// <exception cref="StorageException">The disk refuses; what was written before is still there.</exception>
    public void Put(IReadOnlyCollection<Stay> stays)
    {
        try
        {
            using var connection = database.Open();
            using var transaction = connection.BeginTransaction();
            connection.Execute(
                """
                INSERT INTO attendance (connection, point, province, joined_at, seen_at, left_at, first_version, last_version, point_id, address)
                VALUES (@Connection, @Point, @Province, @JoinedAt, @SeenAt, @LeftAt, @FirstVersion, @LastVersion, @PointId, @Address)
                ON CONFLICT (connection) DO UPDATE SET seen_at = excluded.seen_at, left_at = excluded.left_at,
                    first_version = excluded.first_version, last_version = excluded.last_version
                """,
                stays.Select(stay => new
                {
                    stay.Connection,
                    stay.Point,
                    stay.Province,
                    JoinedAt = Columns.Text(stay.JoinedAt),
                    SeenAt = Columns.Text(stay.SeenAt),
                    LeftAt = stay.LeftAt is { } left ? Columns.Text(left) : null,
                    stay.FirstVersion,
                    stay.LastVersion,
                    stay.PointId,
                    stay.Address,
                }),
                transaction);
            transaction.Commit();
        }
        catch (SqliteException refused)
        {
            throw new StorageException($"{database.Path}: {refused.Message}", refused);
        }
    }

    /// <summary>Whoever was there when the server stopped without a word left when it was seen last.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public void CloseOpen()
    {
        try
        {
            using var connection = database.Open();
            connection.Execute("UPDATE attendance SET left_at = seen_at WHERE left_at IS NULL");
        }
        catch (SqliteException refused)
        {
            throw new StorageException($"{database.Path}: {refused.Message}", refused);
        }
    }

    /// <summary>Everybody who was there at some time between these, in the order of their coming.</summary>
    public IReadOnlyList<Stay> Between(DateTimeOffset from, DateTimeOffset to)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<Row>(
                """
                SELECT connection, point, province, joined_at AS JoinedAt, seen_at AS SeenAt, left_at AS LeftAt, first_version AS FirstVersion,
                       last_version AS LastVersion, point_id AS PointId, address
                FROM attendance WHERE joined_at < @To AND (left_at IS NULL OR left_at > @From) ORDER BY joined_at, connection
                """,
                new { From = Columns.Text(from), To = Columns.Text(to) }).Select(row => new Stay(
                    row.Connection, row.Point, row.Province, Columns.Instant(row.JoinedAt), Columns.Instant(row.SeenAt),
                    row.LeftAt is { } left ? Columns.Instant(left) : null, row.FirstVersion, row.LastVersion, row.PointId, row.Address)),
        ];
    }

    sealed record Row(
        string Connection, string Point, string? Province, string JoinedAt, string SeenAt, string? LeftAt, long? FirstVersion, long? LastVersion,
        long? PointId, string? Address);
}
