using System.Collections.Immutable;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Live.Attendance;

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
/// <param name="ScreenCount">How many are connected.</param>
/// <param name="Since">Since when it is there; of one that is gone, since when it is not.</param>
/// <param name="PaintedVersion">The lowest version of its screens; 0 where one has not said anything.</param>
/// <param name="Delay">How long the slowest of its screens took to paint that; null where it is not known.</param>
/// <param name="Address">Where its screens come from; empty where none is there.</param>
public sealed record RollCallLine(Point Point, PointState State, int ScreenCount, DateTimeOffset? Since, long PaintedVersion, TimeSpan? Delay, string Address)
{
    public bool IsConnected => State is PointState.Showing or PointState.Undrawn or PointState.Behind;

    /// <summary>Of screens that are connected, one or more.</summary>
    internal static PointState PointStateOf(IReadOnlyList<ConnectedScreen> screens, long version) =>
        screens.All(screen => screen.ShownVersion >= version) ? PointState.Showing
        : screens.All(screen => screen.VersionBeyondJournal == 0 && Math.Max(screen.PaintedVersion, screen.ReceivedVersion) >= version) ? PointState.Undrawn
        : PointState.Behind;

    internal static RollCallLine Create(Point point, IReadOnlyList<ConnectedScreen> screens, DateTimeOffset? leftAt, long version)
    {
        if (screens.Count == 0)
            return new(point, leftAt is null ? PointState.Absent : PointState.Gone, 0, leftAt, 0, null, "");
        var painted = screens.Min(screen => screen.ShownVersion);
        var slowest = screens.Where(screen => screen.ShownVersion == painted).ToArray();
        return new(
            point,
            PointStateOf(screens, version),
            screens.Count,
            screens.Min(screen => screen.ConnectedAt),
            painted,
            slowest.All(screen => screen.Delay is not null) ? slowest.Max(screen => screen.Delay) : null,
            string.Join(", ", screens.Select(screen => screen.Owner.Address).OfType<string>().Distinct().Order(StringComparer.Ordinal)));
    }
}

/// <summary>The roll (điểm danh): of every bridge point that is expected, whether it is there and shows what is on air.</summary>
/// <param name="Version">What the screens are to show: under a hold or a cover, the version that holds or covers them.</param>
/// <param name="TakenAt">When that was taken.</param>
/// <param name="Lines">In the order of the points.</param>
/// <param name="OtherScreens">Connections of nobody who is expected: of a desk's or an officer's key, of a point that was taken off the list.</param>
public sealed record RollCall(long Version, DateTimeOffset TakenAt, ImmutableArray<RollCallLine> Lines, ImmutableArray<ConnectedScreen> OtherScreens)
{
    public int ExpectedCount => Lines.Length;

    public int ShowingCount { get; } = Lines.Count(line => line.State == PointState.Showing);

    /// <summary>Connections that show a version which the journal does not have.</summary>
    public ImmutableArray<ConnectedScreen> ScreensBeyondJournal { get; init; } = [];

    public int ConnectedCount { get; } = Lines.Count(line => line.IsConnected);

    /// <param name="leftAt">When a point went that was here in this meeting; null of one that was not.</param>
    /// <param name="before">A roll of before, for lines that are still the same.</param>
    public static RollCall Create(
        IReadOnlyCollection<Point> expected, IReadOnlyCollection<ConnectedScreen> present, Func<long, DateTimeOffset?> leftAt, BriefingState now, RollCall? before = null)
    {
        var screens = present.ToLookup(presence => presence.Owner.PointId);
        var known = before?.Lines.ToDictionary(line => line.Point.Id) ?? [];
        var expectedIds = expected.Select(point => point.Id).ToHashSet();
        return new(
            now.Version,
            now.TakenAt,
            [
                .. expected.Select(point =>
                {
                    var line = RollCallLine.Create(point, [.. screens[point.Id]], leftAt(point.Id), now.Version);
                    return known.GetValueOrDefault(point.Id) is { } same && same == line ? same : line;
                }),
            ],
            [
                .. present.Where(presence => presence.Owner.PointId is not { } point || !expectedIds.Contains(point))
                    .OrderBy(presence => presence.ConnectedAt).ThenBy(presence => presence.ConnectionId, StringComparer.Ordinal),
            ])
        {
            ScreensBeyondJournal =
            [
                .. present.Where(presence => presence.VersionBeyondJournal > 0)
                    .OrderBy(presence => presence.Owner.Name, StringComparer.Ordinal).ThenBy(presence => presence.ConnectionId, StringComparer.Ordinal),
            ],
        };
    }

    internal bool HasSameContent(RollCall other) => Version == other.Version && Lines.SequenceEqual(other.Lines) && OtherScreens.SequenceEqual(other.OtherScreens)
        && ScreensBeyondJournal.SequenceEqual(other.ScreensBeyondJournal);

    public int CountIn(PointState state) => Lines.Count(line => line.State == state);
}
