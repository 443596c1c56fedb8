using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Live.Attendance;

/// <summary>How far the screens of a bridge point are.</summary>
public enum PointState
{
    /// <summary>All screens of the point have painted what is on air.</summary>
    [Code("showing")] Showing,

    /// <summary>All its screens have received it, but at least one could not draw it, because a script or style failed to load.</summary>
    [Code("undrawn")] NotDrawn,

    /// <summary>Connected, but at least one screen has not acknowledged what is on air: slow, hanging, or silent.</summary>
    [Code("behind")] Behind,

    /// <summary>Was connected during this meeting and is not now.</summary>
    [Code("gone")] Disconnected,

    /// <summary>Has not connected during this meeting.</summary>
    [Code("absent")] Absent,
}

/// <summary>The states in the order of lists, from the best to the worst.</summary>
public static class PointStates
{
    public static readonly ImmutableArray<PointState> All =
        [PointState.Showing, PointState.NotDrawn, PointState.Behind, PointState.Disconnected, PointState.Absent];
}

/// <summary>One expected bridge point in the roll call, all its screens together.</summary>
/// <param name="ScreenCount">The number of connected screens.</param>
/// <param name="Since">When its first screen connected; for a point that is gone, when its last screen disconnected.</param>
/// <param name="PaintedVersion">The lowest version among its screens; 0 where one has not acknowledged any.</param>
/// <param name="Delay">How long the slowest of its screens took to paint that version; null where unknown.</param>
/// <param name="Address">The IP addresses of its screens, comma-separated; empty where none is connected.</param>
public sealed record RollCallLine(
    Point Point, PointState State, int ScreenCount, DateTimeOffset? Since, long PaintedVersion, TimeSpan? Delay, string Address)
{
    public bool IsConnected => State is PointState.Showing or PointState.NotDrawn or PointState.Behind;

    /// <param name="screens">The connected screens of the point, at least one.</param>
    /// <param name="version">The version on air.</param>
    internal static PointState PointStateOf(IReadOnlyList<ConnectedScreen> screens, long version)
    {
        if (screens.All(screen => screen.ShownVersion >= version))
            return PointState.Showing;
        return screens.All(screen => screen.VersionBeyondJournal == 0 && Math.Max(screen.PaintedVersion, screen.ReceivedVersion) >= version)
            ? PointState.NotDrawn
            : PointState.Behind;
    }

    internal static RollCallLine Create(Point point, IReadOnlyList<ConnectedScreen> screens, DateTimeOffset? leftAt, long version)
    {
        if (screens.Count == 0)
            return new(point, leftAt is null ? PointState.Absent : PointState.Disconnected, 0, leftAt, 0, null, "");
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

/// <summary>The roll call (điểm danh): for every expected bridge point, whether it is connected and shows what is on air.</summary>
/// <param name="Version">The version that the screens should show: under a hold or a cover, the version that holds or covers them.</param>
/// <param name="TakenAt">When that version was taken.</param>
/// <param name="Lines">In the order of the expected points.</param>
/// <param name="OtherScreens">Connections of no expected point: with a desk's or an officer's key, or of a removed point.</param>
public sealed record RollCall(
    long Version, DateTimeOffset TakenAt, ImmutableArray<RollCallLine> Lines, ImmutableArray<ConnectedScreen> OtherScreens)
{
    public int ExpectedCount => Lines.Length;

    public int ShowingCount { get; } = Lines.Count(line => line.State == PointState.Showing);

    /// <summary>Screens with a <see cref="ConnectedScreen.VersionBeyondJournal"/>.</summary>
    public ImmutableArray<ConnectedScreen> ScreensBeyondJournal { get; init; } = [];

    public int ConnectedCount { get; } = Lines.Count(line => line.IsConnected);

    /// <param name="leftAt">When the point with that id disconnected during this meeting; null where it was not connected in it.</param>
    /// <param name="before">The previous roll call, whose line objects are reused where they are equal.</param>
    public static RollCall Create(
        IReadOnlyCollection<Point> expected,
        IReadOnlyCollection<ConnectedScreen> present,
        Func<long, DateTimeOffset?> leftAt,
        BriefingState now,
        RollCall? before = null)
    {
        var screens = present.ToLookup(screen => screen.Owner.PointId);
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
                .. present.Where(screen => screen.Owner.PointId is not { } point || !expectedIds.Contains(point))
                    .OrderBy(screen => screen.ConnectedAt).ThenBy(screen => screen.ConnectionId, StringComparer.Ordinal),
            ])
        {
            ScreensBeyondJournal =
            [
                .. present.Where(screen => screen.VersionBeyondJournal > 0)
                    .OrderBy(screen => screen.Owner.Name, StringComparer.Ordinal)
                    .ThenBy(screen => screen.ConnectionId, StringComparer.Ordinal),
            ],
        };
    }

    internal bool HasSameContent(RollCall other) => Version == other.Version && Lines.SequenceEqual(other.Lines)
        && OtherScreens.SequenceEqual(other.OtherScreens) && ScreensBeyondJournal.SequenceEqual(other.ScreensBeyondJournal);

    public int CountIn(PointState state) => Lines.Count(line => line.State == state);
}
