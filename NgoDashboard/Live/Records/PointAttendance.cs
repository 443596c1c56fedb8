using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>One point's attendance at a meeting, all its connections together.</summary>
/// <param name="PointId">In the register; null of somebody who looked in with another key, and of the time before there was one.</param>
/// <param name="PointName">As it was called last.</param>
/// <param name="LastSeen">When it was seen last; where it is still there, the moment that the record was made.</param>
/// <param name="TimePresent">How long it was there, connections at the same time counted once.</param>
/// <param name="GapCount">How often it was away in between.</param>
/// <param name="LastPaintedVersion">The newest version that it said it painted; null where it never said so.</param>
/// <param name="IsUpToDate">It had painted the last version that was on air while it was there.</param>
/// <param name="Address">Where it came from; empty where that is not known.</param>
public sealed record PointAttendance(
    long? PointId, string PointName, ProvinceCode? Province, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, bool IsConnected, TimeSpan TimePresent, int GapCount, long? LastPaintedVersion,
    bool IsUpToDate, string Address)
{
    /// <summary>In the order of their coming. Whoever came before the meeting was opened is counted from there.</summary>
    internal static ImmutableArray<PointAttendance> ForMeeting(
        IEnumerable<AttendanceRecord> stays, IReadOnlyList<ShownPicture> pictures, DateTimeOffset from, DateTimeOffset until, bool isOver) =>
    [
        // A point may be renamed in the middle of a meeting.
        .. stays.GroupBy(stay => stay.PointId is { } id ? (id, "", null) : ((long?)null, stay.Point, stay.Province))
            .Select(point => ForPoint([.. point.OrderBy(stay => stay.JoinedAt)], pictures, from, until, isOver))
            .OrderBy(point => point.FirstSeen).ThenBy(point => point.PointName, StringComparer.Ordinal),
    ];

    static PointAttendance ForPoint(
        AttendanceRecord[] stays, IReadOnlyList<ShownPicture> pictures, DateTimeOffset from, DateTimeOffset until, bool isOver)
    {
        DateTimeOffset Start(AttendanceRecord stay) => stay.JoinedAt < from ? from : stay.JoinedAt;
        DateTimeOffset End(AttendanceRecord stay) => (stay.Until > until ? until : stay.Until) is var end && end > Start(stay) ? end : Start(stay);

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
            // A connection that outlived the meeting went on to versions that are not of this record.
            stays.Max(stay => stay.LastVersion) is { } painted ? Math.Min(painted, newest ?? painted) : null,
            // Two screens at one point: what one of them missed, somebody there did not see.
            stays.Where(stay => End(stay) == lastSeen).All(stay => stay.LastVersion >= newest),
            string.Join(", ", stays.Select(stay => stay.Address).OfType<string>().Distinct()));
    }
}
