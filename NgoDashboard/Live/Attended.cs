using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>One point's attendance at a meeting, all its connections together.</summary>
/// <param name="LastSeen">When it was seen last; where it is still there, the moment that the record was made.</param>
/// <param name="Present">How long it was there, connections at the same time counted once.</param>
/// <param name="Gaps">How often it was away in between.</param>
/// <param name="LastPainted">The newest version that it said it painted; null where it never said so.</param>
/// <param name="IsUpToDate">It had painted the last version that was on air while it was there.</param>
public sealed record Attended(
    string Point, ProvinceCode? Province, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, bool IsThere, TimeSpan Present, int Gaps, long? LastPainted,
    bool IsUpToDate)
{
    /// <summary>In the order of their coming. Whoever came before the meeting was opened is counted from there.</summary>
    internal static ImmutableArray<Attended> Of(
        IEnumerable<Stay> stays, IReadOnlyList<Shown> shown, DateTimeOffset from, DateTimeOffset until, bool isOver) =>
    [
        .. stays.GroupBy(stay => (stay.Point, stay.Province))
            .Select(point => OfPoint(point.Key.Point, point.Key.Province, [.. point.OrderBy(stay => stay.JoinedAt)], shown, from, until, isOver))
            .OrderBy(point => point.FirstSeen).ThenBy(point => point.Point, StringComparer.Ordinal),
    ];

    static Attended OfPoint(
        string point, string? province, Stay[] stays, IReadOnlyList<Shown> shown, DateTimeOffset from, DateTimeOffset until, bool isOver)
    {
        DateTimeOffset Start(Stay stay) => stay.JoinedAt < from ? from : stay.JoinedAt;
        DateTimeOffset End(Stay stay) => stay.Until > until ? until : stay.Until;

        var spans = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var stay in stays)
        {
            if (spans is [.., var last] && Start(stay) <= last.To)
                spans[^1] = (last.From, End(stay) > last.To ? End(stay) : last.To);
            else
                spans.Add((Start(stay), End(stay)));
        }

        var lastSeen = spans[^1].To;
        var newest = Shown.At(shown, lastSeen)?.Version;
        return new(
            point,
            ProvinceCode.TryParse(province, out var code) ? code : null,
            spans[0].From,
            lastSeen,
            !isOver && stays.Any(stay => stay.LeftAt is null),
            spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + (span.To - span.From)),
            spans.Count - 1,
            // A connection that outlived the meeting went on to versions that are not of this record.
            stays.Max(stay => stay.LastVersion) is { } painted ? Math.Min(painted, newest ?? painted) : null,
            // Two screens at one point: what one of them missed, somebody there did not see.
            stays.Where(stay => End(stay) == lastSeen).All(stay => stay.LastVersion >= newest));
    }
}
