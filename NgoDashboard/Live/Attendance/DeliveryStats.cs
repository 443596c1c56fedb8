using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Attendance;

/// <summary>
/// Delivery statistics of each version while it is on air: how many points have painted it, and after how long. In memory;
/// <see cref="AttendanceRecorder"/> saves them. Singleton; thread-safe.
/// </summary>
public sealed class DeliveryStats(ConnectedScreens connectedScreens, Points points, LiveBriefing briefing) : IDisposable
{
    /// <summary>Quickly replaced versions are painted when they are already off air; screens do not paint older ones than these.</summary>
    const int MaxTrackedVersions = 4;

    readonly Lock gate = new();
    readonly Dictionary<long, Dictionary<string, ConnectedScreen>> screensByPoint = [];
    readonly List<TrackedVersion> tracked = [];
    readonly Dictionary<long, VersionDelivery> countedPoints = [];
    readonly Dictionary<long, VersionDelivery> saved = [];

    /// <param name="before">What the process before a restart counted for the version on air; null where it counted nothing.</param>
    internal void Start(VersionDelivery? before)
    {
        lock (gate)
        {
            if (before is not null)
                countedPoints[before.Version] = saved[before.Version] = before;
            foreach (var screen in connectedScreens.All)
                AddScreen(screen);
            TrackVersion();
        }

        connectedScreens.Joined += OnJoined;
        connectedScreens.Left += OnLeft;
        connectedScreens.Acknowledged += OnPainted;
        briefing.VersionShown += TrackVersion;
    }

    internal void Stop()
    {
        connectedScreens.Joined -= OnJoined;
        connectedScreens.Left -= OnLeft;
        connectedScreens.Acknowledged -= OnPainted;
        briefing.VersionShown -= TrackVersion;
    }

    public void Dispose() => Stop();

    /// <summary>Current counts of the versions that are still tracked, and of those whose count on disk is missing or different.</summary>
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

    internal IReadOnlyCollection<VersionDelivery> Unsaved => [.. All.Values.Where(delivery => !IsSaved(delivery))];

    internal void MarkSaved(IReadOnlyCollection<VersionDelivery> deliveries)
    {
        lock (gate)
        {
            foreach (var delivery in deliveries)
            {
                saved[delivery.Version] = delivery;
                ForgetIfSaved(delivery.Version);
            }
        }
    }

    bool IsSaved(VersionDelivery delivery)
    {
        lock (gate)
            return saved.GetValueOrDefault(delivery.Version) == delivery;
    }

    void OnJoined(ConnectedScreen screen)
    {
        lock (gate)
        {
            TrackVersion();
            if (AddScreen(screen) is { } point)
                tracked[^1].ConnectedPoints.Add(point);
        }
    }

    void OnLeft(ConnectedScreen screen)
    {
        if (screen.Owner.PointId is not { } point)
            return;
        lock (gate)
        {
            TrackVersion();
            if (!screensByPoint.TryGetValue(point, out var screens) || !screens.Remove(screen.ConnectionId))
                return;
            if (screens.Count == 0)
                screensByPoint.Remove(point);
            else
                MarkPaintedIfComplete(point, screens, tracked[^1]);
        }
    }

    void OnPainted(ConnectedScreen screen)
    {
        if (screen.Owner.PointId is not { } point)
            return;
        lock (gate)
        {
            TrackVersion();
            if (!screensByPoint.TryGetValue(point, out var screens) || !screens.ContainsKey(screen.ConnectionId))
                return;
            screens[screen.ConnectionId] = screen;
            foreach (var version in tracked)
            {
                if (version.Version == screen.PaintedVersion)
                    MarkPaintedIfComplete(point, screens, version);
            }
        }
    }

    /// <summary>A point counts as painted when all its screens have painted the version; the slowest decides its delay.</summary>
    void MarkPaintedIfComplete(long point, Dictionary<string, ConnectedScreen> screens, TrackedVersion version)
    {
        TimeSpan? slowest = null;
        foreach (var screen in screens.Values)
        {
            if (screen.PaintedVersion < version.Version)
                return;
            if (screen.PaintedVersion == version.Version
                && connectedScreens.PaintDelay(version.ShownTimestamp, screen, screen.PaintedTimestamp) is var delay && !(delay <= slowest))
                slowest = delay;
        }

        if (slowest is { } taken)
            version.PaintDelays.TryAdd(point, taken);
    }

    long? AddScreen(ConnectedScreen screen)
    {
        if (screen.Owner.PointId is not { } point)
            return null;
        if (!screensByPoint.TryGetValue(point, out var screens))
            screensByPoint[point] = screens = [];
        screens[screen.ConnectionId] = screen;
        return point;
    }

    /// <summary>
    /// The first event that mentions a new version starts tracking it, because an acknowledgement can arrive before
    /// <see cref="LiveBriefing.VersionShown"/>.
    /// </summary>
    void TrackVersion() => TrackVersion(briefing.Current);

    void TrackVersion(BriefingState now)
    {
        lock (gate)
        {
            if (tracked is [.., var last] && last.Version >= now.Version)
                return;
            tracked.Add(new(
                now.Version,
                connectedScreens.ShownTimestamp(now.Version),
                [.. screensByPoint.Keys],
                countedPoints.GetValueOrDefault(now.Version)));
            if (tracked.Count <= MaxTrackedVersions)
                return;
            Count(tracked[0], ExpectedPointIds());
            var off = tracked[0].Version;
            tracked.RemoveAt(0);
            ForgetIfSaved(off);
        }
    }

    /// <summary>Drops the count of a version that is no longer tracked and is on disk: otherwise memory grows with every version.</summary>
    void ForgetIfSaved(long version)
    {
        if (tracked.Exists(candidate => candidate.Version == version)
            || saved.GetValueOrDefault(version) != countedPoints.GetValueOrDefault(version))
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
        // Without a register of bridge points there is no share to count.
        if (expected.Count == 0)
            return;
        var counted = VersionDelivery.FromDelays(
            version.Version, expected.Count, version.ConnectedPoints.Count(expected.Contains),
            version.PaintDelays.Where(pair => expected.Contains(pair.Key)).Select(pair => pair.Value));
        // After a restart the screens paint the same version again: the delays from before the restart are the true ones.
        countedPoints[version.Version] = version.BeforeRestart is { } before && before.Painted >= counted.Painted ? before : counted;
    }

    HashSet<long> ExpectedPointIds() => [.. points.All.Select(point => point.Id)];

    sealed record TrackedVersion(long Version, long ShownTimestamp, HashSet<long> ConnectedPoints, VersionDelivery? BeforeRestart)
    {
        public Dictionary<long, TimeSpan> PaintDelays { get; } = [];
    }
}
