using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>The attendance of one point at a meeting, all its connections together.</summary>
/// <param name="PointId">Null for a screen that is not a bridge point's, and for rows from before the register of points existed.</param>
/// <param name="PointName">Its last name.</param>
/// <param name="LastSeen">When its last screen disconnected; where one is connected, when the record was created.</param>
/// <param name="TimePresent">Overlapping connections are counted once.</param>
/// <param name="GapCount">The number of interruptions.</param>
/// <param name="LastPaintedVersion">The newest version that it acknowledged; null where it acknowledged none.</param>
/// <param name="IsUpToDate">Whether it had painted the last version that was on air while it was connected.</param>
/// <param name="Address">IP addresses, comma-separated; empty where unknown.</param>
public sealed record PointAttendance(
    long? PointId,
    string PointName,
    ProvinceCode? Province,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    bool IsConnected,
    TimeSpan TimePresent,
    int GapCount,
    long? LastPaintedVersion,
    bool IsUpToDate,
    string Address)
{
    /// <summary>In order of arrival. Points that connected before the meeting was opened are counted from the opening.</summary>
    internal static ImmutableArray<PointAttendance> ForMeeting(
        IEnumerable<AttendanceRecord> stays,
        IReadOnlyList<ShownPicture> pictures,
        DateTimeOffset from,
        DateTimeOffset until,
        bool isOver) =>
    [
        // By id where there is one, because a point may be renamed during a meeting.
        .. stays.GroupBy(stay => stay.PointId is { } id ? (id, "", null) : ((long?)null, stay.Point, stay.Province))
            .Select(point => ForPoint([.. point.OrderBy(stay => stay.JoinedAt)], pictures, from, until, isOver))
            .OrderBy(point => point.FirstSeen).ThenBy(point => point.PointName, StringComparer.Ordinal),
    ];

    static PointAttendance ForPoint(
        AttendanceRecord[] stays, IReadOnlyList<ShownPicture> pictures, DateTimeOffset from, DateTimeOffset until, bool isOver)
    {
        DateTimeOffset Start(AttendanceRecord stay) => stay.JoinedAt < from ? from : stay.JoinedAt;
        DateTimeOffset End(AttendanceRecord stay) =>
            (stay.Until > until ? until : stay.Until) is var end && end > Start(stay) ? end : Start(stay);

        var spans = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var stay in stays)
        {
            if (spans is [.., var last] && Start(stay) <= last.To)
                spans[^1] = (last.From, End(stay) > last.To ? End(stay) : last.To);
            else
                spans.Add((Start(stay), End(stay)));
        }

        var lastSeen = spans[^1].To;
        var newest = ShownPicture.PictureAt(pictures, lastSeen)?.Version;
        return new(
            stays[^1].PointId,
            stays[^1].Point,
            ProvinceCode.TryParse(stays[^1].Province, out var code) ? code : null,
            spans[0].From,
            lastSeen,
            !isOver && stays.Any(stay => stay.LeftAt is null),
            spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + (span.To - span.From)),
            spans.Count - 1,
            // At most the last version of this meeting, because a connection may have painted versions of the next one.
            stays.Max(stay => stay.LastVersion) is { } painted ? Math.Min(painted, newest ?? painted) : null,
            // All screens that were connected at the end must have painted it, because each has its own viewers.
            stays.Where(stay => End(stay) == lastSeen).All(stay => stay.LastVersion >= newest),
            string.Join(", ", stays.Select(stay => stay.Address).OfType<string>().Distinct()));
    }
}
