using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// Counts how far each version comes while it is on air: at how many points it was painted, and after how long. One for the whole
/// server; safe on any thread, kept in memory only.
/// </summary>
public sealed class Reaches(RollCall rollCall, Points points, Air air) : IDisposable
{
    /// <summary>Versions that follow each other quickly are painted when they are off air already; later than that nobody paints one.</summary>
    const int Followed = 4;

    readonly Lock gate = new();
    readonly Dictionary<long, Dictionary<string, Presence>> here = [];
    readonly List<Following> followed = [];
    readonly Dictionary<long, Reach> told = [];
    readonly Dictionary<long, Reach> written = [];

    /// <param name="before">What an earlier start of the server had counted of the version that is on air.</param>
    internal void Start(Reach? before)
    {
        lock (gate)
        {
            if (before is not null)
                told[before.Version] = written[before.Version] = before;
            foreach (var presence in rollCall.Present)
                Note(presence);
            See();
        }

        rollCall.Joined += Joined;
        rollCall.Left += Left;
        rollCall.Acknowledged += Painted;
        air.Shown += See;
    }

    internal void Stop()
    {
        rollCall.Joined -= Joined;
        rollCall.Left -= Left;
        rollCall.Acknowledged -= Painted;
        air.Shown -= See;
    }

    public void Dispose() => Stop();

    /// <summary>The versions that are still counted, and those of which the disk has another count or none; as they are counted now.</summary>
    public IReadOnlyDictionary<long, Reach> All
    {
        get
        {
            lock (gate)
            {
                CountAll();
                return new Dictionary<long, Reach>(told);
            }
        }
    }

    /// <summary>What is not on the disk as it is.</summary>
    internal IReadOnlyCollection<Reach> Due => [.. All.Values.Where(reach => !IsWritten(reach))];

    internal void Written(IReadOnlyCollection<Reach> reaches)
    {
        lock (gate)
        {
            foreach (var reach in reaches)
            {
                written[reach.Version] = reach;
                Forget(reach.Version);
            }
        }
    }

    bool IsWritten(Reach reach)
    {
        lock (gate)
            return written.GetValueOrDefault(reach.Version) == reach;
    }

    void Joined(Presence presence)
    {
        lock (gate)
        {
            See();
            if (Note(presence) is { } point)
                followed[^1].There.Add(point);
        }
    }

    void Left(Presence presence)
    {
        if (presence.Who.Point is not { } point)
            return;
        lock (gate)
        {
            See();
            if (!here.TryGetValue(point, out var screens) || !screens.Remove(presence.Connection))
                return;
            if (screens.Count == 0)
                here.Remove(point);
            else
                Complete(point, screens, followed[^1]);
        }
    }

    void Painted(Presence presence)
    {
        if (presence.Who.Point is not { } point)
            return;
        lock (gate)
        {
            See();
            if (!here.TryGetValue(point, out var screens) || !screens.ContainsKey(presence.Connection))
                return;
            screens[presence.Connection] = presence;
            foreach (var version in followed)
            {
                if (version.Version == presence.Painted)
                    Complete(point, screens, version);
            }
        }
    }

    /// <summary>A point has painted a version when all its screens have.</summary>
    void Complete(long point, Dictionary<string, Presence> screens, Following version)
    {
        TimeSpan? slowest = null;
        foreach (var screen in screens.Values)
        {
            if (screen.Painted < version.Version)
                return;
            if (screen.Painted == version.Version
                && rollCall.Took(version.ShownAt, screen, screen.PaintedTicks) is var delay && !(delay <= slowest))
                slowest = delay;
        }

        if (slowest is { } taken)
            version.Painted.TryAdd(point, taken);
    }

    long? Note(Presence presence)
    {
        if (presence.Who.Point is not { } point)
            return null;
        if (!here.TryGetValue(point, out var screens))
            here[point] = screens = [];
        screens[presence.Connection] = presence;
        return point;
    }

    /// <summary>Whoever comes first with a new version opens its count: an acknowledgement may be ahead of the desk's own word.</summary>
    void See() => See(air.Current);

    void See(OnAir now)
    {
        lock (gate)
        {
            if (followed is [.., var last] && last.Version >= now.Version)
                return;
            followed.Add(new(now.Version, rollCall.ShownAt(now.Version), [.. here.Keys], told.GetValueOrDefault(now.Version)));
            if (followed.Count <= Followed)
                return;
            Count(followed[0], Ids());
            var off = followed[0].Version;
            followed.RemoveAt(0);
            Forget(off);
        }
    }

    /// <summary>What is counted no more and stands on the disk is nothing to keep: a server runs for many meetings.</summary>
    void Forget(long version)
    {
        if (followed.Exists(one => one.Version == version) || written.GetValueOrDefault(version) != told.GetValueOrDefault(version))
            return;
        told.Remove(version);
        written.Remove(version);
    }

    void CountAll()
    {
        var ids = Ids();
        foreach (var version in followed)
            Count(version, ids);
    }

    void Count(Following version, HashSet<long> expected)
    {
        // Where nobody is expected there is nothing to count.
        if (expected.Count == 0)
            return;
        var counted = Reach.Of(
            version.Version, expected.Count, version.There.Count(expected.Contains),
            version.Painted.Where(pair => expected.Contains(pair.Key)).Select(pair => pair.Value));
        // Of a version that outlived its server, what was painted then took the time that it took then.
        told[version.Version] = version.Before is { } before && before.Painted >= counted.Painted ? before : counted;
    }

    HashSet<long> Ids() => [.. points.All.Select(point => point.Id)];

    sealed record Following(long Version, long ShownAt, HashSet<long> There, Reach? Before)
    {
        public Dictionary<long, TimeSpan> Painted { get; } = [];
    }
}
