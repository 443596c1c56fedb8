using Dapper;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>One connection of a point, from its coming to its going.</summary>
/// <param name="LastSeenAt">When it was known last to be there.</param>
/// <param name="LeftAt">Null while it is there.</param>
/// <param name="FirstVersion">The first version that it said it painted; null until it has said so.</param>
/// <param name="LastVersion">The last one.</param>
public sealed record AttendanceRecord(
    string Connection, string Point, string? Province, DateTimeOffset JoinedAt, DateTimeOffset LastSeenAt, DateTimeOffset? LeftAt, long? FirstVersion,
    long? LastVersion, long? PointId = null, string? Address = null)
{
    public DateTimeOffset Until => LeftAt ?? LastSeenAt;
}

/// <summary>How far one version came while it was on air.</summary>
/// <param name="Expected">The bridge points that were expected.</param>
/// <param name="Present">Those of them that were there at some time of it.</param>
/// <param name="Painted">Those that painted it, with all their screens.</param>
/// <param name="Median">How long it took at the point in the middle; null where none painted it.</param>
/// <param name="Slowest">How long it took at the last.</param>
public sealed record VersionDelivery(long Version, int Expected, int Present, int Painted, TimeSpan? Median, TimeSpan? Slowest)
{
    public static VersionDelivery FromDelays(long version, int expected, int there, IEnumerable<TimeSpan> delays)
    {
        // As it is stored: to the millisecond.
        long[] sorted = [.. delays.Select(delay => (long)Math.Round(delay.TotalMilliseconds)).Order()];
        var middle = sorted.Length / 2;
        return new(
            version, expected, there, sorted.Length,
            FromMilliseconds(sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2),
            FromMilliseconds(sorted.Length == 0 ? null : sorted[^1]));
    }

    internal static TimeSpan? FromMilliseconds(long? milliseconds) => milliseconds is { } known ? TimeSpan.FromMilliseconds(known) : null;
}

/// <summary>Who was there, and when, and what they were shown.</summary>
public sealed class AttendanceStore(Database database)
{
    /// <summary>Each in place of what was written of the same connection before; all or none.</summary>
    /// <exception cref="StorageException">The disk refuses; what was written before is still there.</exception>
    public void SaveAttendance(IReadOnlyCollection<AttendanceRecord> stays)
    {
        database.WriteInTransaction(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO attendance (connection, point, province, joined_at, seen_at, left_at, first_version, last_version, point_id, address)
                VALUES (@Connection, @Point, @Province, @JoinedAt, @SeenAt, @LeftAt, @FirstVersion, @LastVersion, @PointId, @Address)
                ON CONFLICT (connection) DO UPDATE SET
                    joined_at = excluded.joined_at, seen_at = excluded.seen_at, left_at = excluded.left_at,
                    first_version = excluded.first_version, last_version = excluded.last_version
                """,
                stays.Select(stay => new
                {
                    stay.Connection,
                    stay.Point,
                    stay.Province,
                    JoinedAt = SqlMapping.FormatInstant(stay.JoinedAt),
                    SeenAt = SqlMapping.FormatInstant(stay.LastSeenAt),
                    LeftAt = stay.LeftAt is { } left ? SqlMapping.FormatInstant(left) : null,
                    stay.FirstVersion,
                    stay.LastVersion,
                    stay.PointId,
                    stay.Address,
                }),
                transaction),
            isBackground: true);
    }

    /// <summary>Whoever was there when the server stopped without a word left when it was seen last.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public void CloseOpenAttendance()
    {
        database.WriteInTransaction((connection, _) => connection.Execute("UPDATE attendance SET left_at = seen_at WHERE left_at IS NULL"));
    }

    /// <summary>Each in place of what was written of the same version before; all or none.</summary>
    /// <exception cref="StorageException">The disk refuses; what was written before is still there.</exception>
    public void SaveDeliveries(IReadOnlyCollection<VersionDelivery> reaches)
    {
        database.WriteInTransaction(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO version_reach (version, expected, there, painted, median_ms, slowest_ms)
                VALUES (@Version, @Expected, @There, @Painted, @MedianMs, @SlowestMs)
                ON CONFLICT (version) DO UPDATE SET expected = excluded.expected, there = excluded.there, painted = excluded.painted,
                    median_ms = excluded.median_ms, slowest_ms = excluded.slowest_ms
                """,
                reaches.Select(reach => new
                {
                    reach.Version,
                    reach.Expected,
                    There = reach.Present,
                    reach.Painted,
                    MedianMs = (long?)reach.Median?.TotalMilliseconds,
                    SlowestMs = (long?)reach.Slowest?.TotalMilliseconds,
                }),
                transaction),
            isBackground: true);
    }

    /// <summary>How far the versions from that one to that one came; of some nothing may be known.</summary>
    public IReadOnlyList<VersionDelivery> LoadDeliveries(long first, long last) => database.ReadInTransaction<IReadOnlyList<VersionDelivery>>(connection =>
        [
            .. connection.Query<VersionDeliveryRow>(
                """
                SELECT version, expected, there, painted, median_ms AS MedianMs, slowest_ms AS SlowestMs
                FROM version_reach WHERE version BETWEEN @first AND @last ORDER BY version
                """,
                new { first, last }).Select(row => new VersionDelivery(
                    row.Version, (int)row.Expected, (int)row.There, (int)row.Painted, VersionDelivery.FromMilliseconds(row.MedianMs), VersionDelivery.FromMilliseconds(row.SlowestMs))),
        ]);

    /// <summary>Of every point that was ever there, when it was there last.</summary>
    public IReadOnlyList<(long Point, DateTimeOffset LeftAt)> LoadLastSeenByPoint() => database.ReadInTransaction<IReadOnlyList<(long Point, DateTimeOffset LeftAt)>>(connection =>
        [
            .. connection.Query<(long Point, string At)>(
                "SELECT point_id, max(coalesce(left_at, seen_at)) FROM attendance WHERE point_id IS NOT NULL GROUP BY point_id")
                .Select(row => (row.Point, SqlMapping.ParseInstant(row.At))),
        ]);

    /// <summary>Everybody who was there at some time between these, in the order of their coming.</summary>
    public IReadOnlyList<AttendanceRecord> LoadAttendance(DateTimeOffset from, DateTimeOffset to) => database.ReadInTransaction<IReadOnlyList<AttendanceRecord>>(connection =>
        [
            .. connection.Query<AttendanceRow>(
                """
                SELECT connection, point, province, joined_at AS JoinedAt, seen_at AS SeenAt, left_at AS LeftAt, first_version AS FirstVersion,
                       last_version AS LastVersion, point_id AS PointId, address
                FROM attendance WHERE joined_at < @To AND (left_at IS NULL OR left_at > @From) ORDER BY joined_at, connection
                """,
                new { From = SqlMapping.FormatInstant(from), To = SqlMapping.FormatInstant(to) }).Select(row => new AttendanceRecord(
                    row.Connection, row.Point, row.Province, SqlMapping.ParseInstant(row.JoinedAt), SqlMapping.ParseInstant(row.SeenAt),
                    row.LeftAt is { } left ? SqlMapping.ParseInstant(left) : null, row.FirstVersion, row.LastVersion, row.PointId, row.Address)),
        ]);

    sealed record AttendanceRow(
        string Connection, string Point, string? Province, string JoinedAt, string SeenAt, string? LeftAt, long? FirstVersion, long? LastVersion,
        long? PointId, string? Address);

    sealed record VersionDeliveryRow(long Version, long Expected, long There, long Painted, long? MedianMs, long? SlowestMs);
}
