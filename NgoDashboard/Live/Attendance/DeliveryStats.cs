using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Attendance;

/// <summary>
/// Counts how far each version comes while it is on air: at how many points it was painted, and after how long. One for the whole
/// server; safe on any thread, kept in memory only.
/// </summary>
public sealed class DeliveryStats(ConnectedScreens rollCall, Points points, LiveBriefing air) : IDisposable
{
    /// <summary>Versions that follow each other quickly are painted when they are off air already; later than that nobody paints one.</summary>
    const int MaxTrackedVersions = 4;

    readonly Lock gate = new();
    readonly Dictionary<long, Dictionary<string, ConnectedScreen>> screensByPoint = [];
    readonly List<TrackedVersion> tracked = [];
    readonly Dictionary<long, VersionDelivery> countedPoints = [];
    readonly Dictionary<long, VersionDelivery> saved = [];

    /// <param name="before">What an earlier start of the server had counted of the version that is on air.</param>
    internal void Start(VersionDelivery? before)
    {
        lock (gate)
        {
            if (before is not null)
                countedPoints[before.Version] = saved[before.Version] = before;
            foreach (var presence in rollCall.All)
                AddScreen(presence);
            TrackVersion();
        }

        rollCall.Joined += OnJoined;
        rollCall.Left += OnLeft;
        rollCall.Acknowledged += OnPainted;
        air.VersionShown += TrackVersion;
    }

    internal void Stop()
    {
        rollCall.Joined -= OnJoined;
        rollCall.Left -= OnLeft;
        rollCall.Acknowledged -= OnPainted;
        air.VersionShown -= TrackVersion;
    }

    public void Dispose() => Stop();

    /// <summary>The versions that are still counted, and those of which the disk has another count or none; as they are counted now.</summary>
    public IReadOnlyDictionary<long, VersionDelivery> All
    {
        get
        {
            lock (gate)
            {
                CountAll();
                return new Dictionary<long, VersionDelivery>(countedPoints);
            }
        }
    }

    /// <summary>What is not on the disk as it is.</summary>
    internal IReadOnlyCollection<VersionDelivery> Unsaved => [.. All.Values.Where(reach => !IsSaved(reach))];

    internal void MarkSaved(IReadOnlyCollection<VersionDelivery> reaches)
    {
        lock (gate)
        {
            foreach (var reach in reaches)
            {
                saved[reach.Version] = reach;
                ForgetIfSaved(reach.Version);
            }
        }
    }

    bool IsSaved(VersionDelivery reach)
    {
        lock (gate)
            return saved.GetValueOrDefault(reach.Version) == reach;
    }

    void OnJoined(ConnectedScreen presence)
    {
        lock (gate)
        {
            TrackVersion();
            if (AddScreen(presence) is { } point)
                tracked[^1].ConnectedPoints.Add(point);
        }
    }

    void OnLeft(ConnectedScreen presence)
    {
        if (presence.Owner.PointId is not { } point)
            return;
        lock (gate)
        {
            TrackVersion();
            if (!screensByPoint.TryGetValue(point, out var screens) || !screens.Remove(presence.ConnectionId))
                return;
            if (screens.Count == 0)
                screensByPoint.Remove(point);
            else
                MarkPaintedIfComplete(point, screens, tracked[^1]);
        }
    }

    void OnPainted(ConnectedScreen presence)
    {
        if (presence.Owner.PointId is not { } point)
            return;
        lock (gate)
        {
            TrackVersion();
            if (!screensByPoint.TryGetValue(point, out var screens) || !screens.ContainsKey(presence.ConnectionId))
                return;
            screens[presence.ConnectionId] = presence;
            foreach (var version in tracked)
            {
                if (version.Version == presence.PaintedVersion)
                    MarkPaintedIfComplete(point, screens, version);
            }
        }
    }

    /// <summary>A point has painted a version when all its screens have.</summary>
    void MarkPaintedIfComplete(long point, Dictionary<string, ConnectedScreen> screens, TrackedVersion version)
    {
        TimeSpan? slowest = null;
        foreach (var screen in screens.Values)
        {
            if (screen.PaintedVersion < version.Version)
                return;
            if (screen.PaintedVersion == version.Version
                && rollCall.PaintDelay(version.ShownTimestamp, screen, screen.PaintedTimestamp) is var delay && !(delay <= slowest))
                slowest = delay;
        }

        if (slowest is { } taken)
            version.PaintDelays.TryAdd(point, taken);
    }

    long? AddScreen(ConnectedScreen presence)
    {
        if (presence.Owner.PointId is not { } point)
            return null;
        if (!screensByPoint.TryGetValue(point, out var screens))
            screensByPoint[point] = screens = [];
        screens[presence.ConnectionId] = presence;
        return point;
    }

    /// <summary>Whoever comes first with a new version opens its count: an acknowledgement may be ahead of the desk's own word.</summary>
    void TrackVersion() => TrackVersion(air.Current);

    void TrackVersion(BriefingState now)
    {
        lock (gate)
        {
            if (tracked is [.., var last] && last.Version >= now.Version)
                return;
            tracked.Add(new(now.Version, rollCall.ShownTimestamp(now.Version), [.. screensByPoint.Keys], countedPoints.GetValueOrDefault(now.Version)));
            if (tracked.Count <= MaxTrackedVersions)
                return;
            Count(tracked[0], ExpectedPointIds());
            var off = tracked[0].Version;
            tracked.RemoveAt(0);
            ForgetIfSaved(off);
        }
    }

    /// <summary>What is counted no more and stands on the disk is nothing to keep: a server runs for many meetings.</summary>
    void ForgetIfSaved(long version)
    {
        if (tracked.Exists(one => one.Version == version) || saved.GetValueOrDefault(version) != countedPoints.GetValueOrDefault(version))
            return;
        countedPoints.Remove(version);
        saved.Remove(version);
    }

    void CountAll()
    {
        var ids = ExpectedPointIds();
        foreach (var version in tracked)
            Count(version, ids);
    }

    void Count(TrackedVersion version, HashSet<long> expected)
    {
        // Where nobody is expected there is nothing to count.
        if (expected.Count == 0)
            return;
        var counted = VersionDelivery.FromDelays(
            version.Version, expected.Count, version.ConnectedPoints.Count(expected.Contains),
            version.PaintDelays.Where(pair => expected.Contains(pair.Key)).Select(pair => pair.Value));
        // Of a version that outlived its server, what was painted then took the time that it took then.
        countedPoints[version.Version] = version.BeforeRestart is { } before && before.Painted >= counted.Painted ? before : counted;
    }

    HashSet<long> ExpectedPointIds() => [.. points.All.Select(point => point.Id)];

    sealed record TrackedVersion(long Version, long ShownTimestamp, HashSet<long> ConnectedPoints, VersionDelivery? BeforeRestart)
    {
        public Dictionary<long, TimeSpan> PaintDelays { get; } = [];
    }
}
