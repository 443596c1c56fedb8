using System.Collections.Immutable;

namespace NgoDashboard.Live;

public enum PointState
{
    /// <summary>All its screens have painted what is on air.</summary>
    Showing,

    /// <summary>All its screens have what is on air, and one of them could not draw it: a script, a style or the map did not reach it.</summary>
    Undrawn,

    /// <summary>It is connected, and one of its screens has not painted it: a slow one, one that hangs, one that says nothing.</summary>
    Behind,

    /// <summary>It was here in this meeting and is not now.</summary>
    Gone,

    /// <summary>It has not come.</summary>
    Absent,
}

/// <summary>One expected bridge point in the roll, all its screens together.</summary>
/// <param name="Screens">How many are connected.</param>
/// <param name="Since">Since when it is there; of one that is gone, since when it is not.</param>
/// <param name="Painted">The lowest version of its screens; 0 where one has not said anything.</param>
/// <param name="Delay">How long the slowest of its screens took to paint that; null where it is not known.</param>
/// <param name="Address">Where its screens come from; empty where none is there.</param>
public sealed record RollLine(Point Point, PointState State, int Screens, DateTimeOffset? Since, long Painted, TimeSpan? Delay, string Address)
{
    public bool IsThere => State is PointState.Showing or PointState.Undrawn or PointState.Behind;

    /// <summary>Of screens that are connected, one or more.</summary>
    internal static PointState StateOf(IReadOnlyList<Presence> screens, long version) =>
        screens.All(screen => screen.Shown >= version) ? PointState.Showing
        : screens.All(screen => screen.BeyondJournal == 0 && Math.Max(screen.Painted, screen.Received) >= version) ? PointState.Undrawn
        : PointState.Behind;

    internal static RollLine Of(Point point, IReadOnlyList<Presence> screens, DateTimeOffset? leftAt, long version)
    {
        if (screens.Count == 0)
            return new(point, leftAt is null ? PointState.Absent : PointState.Gone, 0, leftAt, 0, null, "");
        var painted = screens.Min(screen => screen.Shown);
        var slowest = screens.Where(screen => screen.Shown == painted).ToArray();
        return new(
            point,
            StateOf(screens, version),
            screens.Count,
            screens.Min(screen => screen.Since),
            painted,
            slowest.All(screen => screen.Delay is not null) ? slowest.Max(screen => screen.Delay) : null,
            string.Join(", ", screens.Select(screen => screen.Who.Address).OfType<string>().Distinct().Order(StringComparer.Ordinal)));
    }
}

/// <summary>The roll (điểm danh): of every bridge point that is expected, whether it is there and shows what is on air.</summary>
/// <param name="Version">What the screens are to show: under a hold or a cover, the version that holds or covers them.</param>
/// <param name="At">When that was taken.</param>
/// <param name="Lines">In the order of the points.</param>
/// <param name="Others">Connections of nobody who is expected: of a desk's or an officer's key, of a point that was taken off the list.</param>
public sealed record Roll(long Version, DateTimeOffset At, ImmutableArray<RollLine> Lines, ImmutableArray<Presence> Others)
{
    public int Expected => Lines.Length;

    public int Showing { get; } = Lines.Count(line => line.State == PointState.Showing);

    /// <summary>Connections that show a version which the journal does not have.</summary>
    public ImmutableArray<Presence> BeyondJournal { get; init; } = [];

    public int There { get; } = Lines.Count(line => line.IsThere);

    /// <param name="leftAt">When a point went that was here in this meeting; null of one that was not.</param>
    /// <param name="before">A roll of before, for lines that are still the same.</param>
    public static Roll Of(
        IReadOnlyCollection<Point> expected, IReadOnlyCollection<Presence> present, Func<long, DateTimeOffset?> leftAt, OnAir now, Roll? before = null)
    {
        var screens = present.ToLookup(presence => presence.Who.Point);
        var known = before?.Lines.ToDictionary(line => line.Point.Id) ?? [];
        var expectedIds = expected.Select(point => point.Id).ToHashSet();
        return new(
            now.Version,
            now.At,
            [
                .. expected.Select(point =>
                {
                    var line = RollLine.Of(point, [.. screens[point.Id]], leftAt(point.Id), now.Version);
                    return known.GetValueOrDefault(point.Id) is { } same && same == line ? same : line;
                }),
            ],
            [
                .. present.Where(presence => presence.Who.Point is not { } point || !expectedIds.Contains(point))
                    .OrderBy(presence => presence.Since).ThenBy(presence => presence.Connection, StringComparer.Ordinal),
            ])
        {
            BeyondJournal =
            [
                .. present.Where(presence => presence.BeyondJournal > 0)
                    .OrderBy(presence => presence.Who.Name, StringComparer.Ordinal).ThenBy(presence => presence.Connection, StringComparer.Ordinal),
            ],
        };
    }

    internal bool IsSame(Roll other) => Version == other.Version && Lines.SequenceEqual(other.Lines) && Others.SequenceEqual(other.Others)
        && BeyondJournal.SequenceEqual(other.BeyondJournal);

    public int Count(PointState state) => Lines.Count(line => line.State == state);
}
