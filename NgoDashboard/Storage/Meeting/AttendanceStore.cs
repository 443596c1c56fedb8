using Dapper;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>One connection of a bridge point's screen, from connecting to disconnecting.</summary>
/// <param name="LastSeenAt">When the server last knew that it was connected.</param>
/// <param name="LeftAt">Null while it is connected.</param>
/// <param name="FirstVersion">The first version that it acknowledged as painted; null before that.</param>
/// <param name="LastVersion">The last version that it acknowledged as painted.</param>
public sealed record AttendanceRecord(
    string Connection, string Point, string? Province, DateTimeOffset JoinedAt, DateTimeOffset LastSeenAt, DateTimeOffset? LeftAt,
    long? FirstVersion, long? LastVersion, long? PointId = null, string? Address = null)
{
    public DateTimeOffset Until => LeftAt ?? LastSeenAt;
}

/// <summary>Delivery statistics of one version while it was on air.</summary>
/// <param name="Expected">The number of bridge points that were expected.</param>
/// <param name="Present">How many of them were connected while it was on air.</param>
/// <param name="Painted">How many of them painted it on all their screens.</param>
/// <param name="Median">Median delay over the points that painted it; null if none did.</param>
/// <param name="Slowest">Longest delay; null if no point painted it.</param>
public sealed record VersionDelivery(long Version, int Expected, int Present, int Painted, TimeSpan? Median, TimeSpan? Slowest)
{
    public static VersionDelivery FromDelays(long version, int expected, int there, IEnumerable<TimeSpan> delays)
    {
        // Rounded to milliseconds, as it is stored, so that loaded statistics equal computed ones.
        long[] sorted = [.. delays.Select(delay => (long)Math.Round(delay.TotalMilliseconds)).Order()];
        var middle = sorted.Length / 2;
        return new(
            version, expected, there, sorted.Length,
            FromMilliseconds(
                sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2),
            FromMilliseconds(sorted.Length == 0 ? null : sorted[^1]));
    }

    internal static TimeSpan? FromMilliseconds(long? milliseconds) => milliseconds is { } known ? TimeSpan.FromMilliseconds(known) : null;
}

/// <summary>Attendance of bridge points and delivery statistics of versions, in SQLite.</summary>
public sealed class AttendanceStore(Database database)
{
    /// <summary>Inserts or updates one row for each connection, in one transaction of low priority.</summary>
    /// <exception cref="StorageException">The write failed; the stored rows are unchanged.</exception>
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
                stays.Select(record => new
                {
                    record.Connection,
                    record.Point,
                    record.Province,
                    JoinedAt = SqlMapping.FormatInstant(record.JoinedAt),
                    SeenAt = SqlMapping.FormatInstant(record.LastSeenAt),
                    LeftAt = record.LeftAt is { } left ? SqlMapping.FormatInstant(left) : null,
                    record.FirstVersion,
                    record.LastVersion,
                    record.PointId,
                    record.Address,
                }),
                transaction),
            isBackground: true);
    }

    /// <summary>
    /// At the start: connections that were still open when the server was killed get the time at which they were last seen as their end.
    /// </summary>
    /// <exception cref="StorageException">The write failed.</exception>
    public void CloseOpenAttendance()
    {
        database.WriteInTransaction((connection, _) =>
            connection.Execute("UPDATE attendance SET left_at = seen_at WHERE left_at IS NULL"));
    }

    /// <summary>Inserts or replaces the statistics of each version, in one transaction of low priority.</summary>
    /// <exception cref="StorageException">The write failed; the stored rows are unchanged.</exception>
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
                reaches.Select(delivery => new
                {
                    delivery.Version,
                    delivery.Expected,
                    There = delivery.Present,
                    delivery.Painted,
                    MedianMs = (long?)delivery.Median?.TotalMilliseconds,
                    SlowestMs = (long?)delivery.Slowest?.TotalMilliseconds,
                }),
                transaction),
            isBackground: true);
    }

    /// <summary>The statistics of a range of versions, both ends included; versions without statistics are left out.</summary>
    public IReadOnlyList<VersionDelivery> LoadDeliveries(long first, long last) =>
        database.ReadInTransaction<IReadOnlyList<VersionDelivery>>(connection =>
        [
            .. connection.Query<VersionDeliveryRow>(
                """
                SELECT version, expected, there, painted, median_ms AS MedianMs, slowest_ms AS SlowestMs
                FROM version_reach WHERE version BETWEEN @first AND @last ORDER BY version
                """,
                new { first, last }).Select(row => new VersionDelivery(
                    row.Version, (int)row.Expected, (int)row.There, (int)row.Painted,
                    VersionDelivery.FromMilliseconds(row.MedianMs), VersionDelivery.FromMilliseconds(row.SlowestMs))),
        ]);

    /// <summary>For each point that was ever connected, when it was last connected.</summary>
    public IReadOnlyList<(long Point, DateTimeOffset LeftAt)> LoadLastSeenByPoint() =>
        database.ReadInTransaction<IReadOnlyList<(long Point, DateTimeOffset LeftAt)>>(connection =>
        [
            .. connection.Query<(long Point, string At)>(
                "SELECT point_id, max(coalesce(left_at, seen_at)) FROM attendance WHERE point_id IS NOT NULL GROUP BY point_id")
                .Select(row => (row.Point, SqlMapping.ParseInstant(row.At))),
        ]);

    /// <summary>The connections that overlap the time range, in the order in which they began.</summary>
    public IReadOnlyList<AttendanceRecord> LoadAttendance(DateTimeOffset from, DateTimeOffset to) =>
        database.ReadInTransaction<IReadOnlyList<AttendanceRecord>>(connection =>
        [
            .. connection.Query<AttendanceRow>(
                """
                SELECT connection, point, province, joined_at AS JoinedAt, seen_at AS SeenAt, left_at AS LeftAt, first_version AS FirstVersion,
                       last_version AS LastVersion, point_id AS PointId, address
                FROM attendance WHERE joined_at < @To AND (left_at IS NULL OR left_at > @From) ORDER BY joined_at, connection
                """,
                new { From = SqlMapping.FormatInstant(from), To = SqlMapping.FormatInstant(to) }).Select(row => new AttendanceRecord(
                    row.Connection, row.Point, row.Province, SqlMapping.ParseInstant(row.JoinedAt), SqlMapping.ParseInstant(row.SeenAt),
                    row.LeftAt is { } left ? SqlMapping.ParseInstant(left) : null,
                    row.FirstVersion, row.LastVersion, row.PointId, row.Address)),
        ]);

    sealed record AttendanceRow(
        string Connection, string Point, string? Province, string JoinedAt, string SeenAt, string? LeftAt,
        long? FirstVersion, long? LastVersion, long? PointId, string? Address);

    sealed record VersionDeliveryRow(long Version, long Expected, long There, long Painted, long? MedianMs, long? SlowestMs);
}
