using System.Collections.Concurrent;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Attendance;

/// <summary>Who stands behind a connection.</summary>
/// <param name="PointId">The bridge point; null for somebody who looks in with another key.</param>
/// <param name="Name">The point's, or the label of the key.</param>
/// <param name="Address">Where it comes from, as the network tells it.</param>
public sealed record ScreenOwner(long? PointId, string Name, string? Province = null, string? Address = null);

/// <summary>A screen that is connected, and what it last said that it painted.</summary>
/// <param name="PaintedVersion">0 until the first acknowledgement.</param>
/// <param name="Delay">
/// From the moment when the painted version was taken, or when the screen came if that was later; null until painted, and where it
/// was painted when it was off air again.
/// </param>
public sealed record ConnectedScreen(string ConnectionId, ScreenOwner Owner, DateTimeOffset ConnectedAt, long PaintedVersion, DateTimeOffset? PaintedAt, TimeSpan? Delay)
{
    /// <summary>The first version that it said it painted; 0 until then.</summary>
    public long FirstPaintedVersion { get; init; }

    /// <summary>When it came, on the time that passes: a clock may be set in between.</summary>
    internal long ConnectedTimestamp { get; init; }

    /// <summary>When it painted, likewise.</summary>
    internal long PaintedTimestamp { get; init; }

    /// <summary>The newest version that it has and could not draw; 0 where there is none.</summary>
    public long ReceivedVersion { get; init; }

    /// <summary>
    /// A version that it says it shows and that the journal does not have: an older copy was put back behind a page that does not know of
    /// identities. 0 where it shows what the journal has.
    /// </summary>
    public long VersionBeyondJournal { get; init; }

    /// <summary>The version of this journal that is on the glass, as far as it is known; 0 where there is none.</summary>
    public long ShownVersion => VersionBeyondJournal > 0 ? 0 : PaintedVersion;
}

/// <summary>Who is there and which version they show. One for the whole server; safe on any thread, kept in memory only.</summary>
public sealed class ConnectedScreens : IDisposable
{
    /// <summary>Thousands of acknowledgements after one take are one notice.</summary>
    static readonly TimeSpan NotificationDelay = TimeSpan.FromMilliseconds(500);

    readonly LiveBriefing air;
    readonly TimeProvider time;
    readonly ConcurrentDictionary<string, ConnectedScreen> screens = new();
    readonly ConcurrentDictionary<long, (DateTimeOffset At, long? Meeting)> lastLeft = new();
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    ITimer? notificationTimer;
    long changes;

    // Before this start of the server: who is here came later than that.
    (long Version, long Ticks) shownSince;

    public ConnectedScreens(LiveBriefing air, TimeProvider time)
    {
        (this.air, this.time) = (air, time);
        shownSince = (air.Current.Version, long.MinValue);
        air.VersionShown += OnVersionShown;
    }

    /// <summary>Told on the thread of the connection that comes or goes: whoever listens must not wait for anything.</summary>
    internal event Action<ConnectedScreen>? Joined;

    /// <inheritdoc cref="Joined"/>
    internal event Action<ConnectedScreen>? Left;

    /// <summary>A version that was on air is painted.</summary>
    /// <inheritdoc cref="Joined"/>
    internal event Action<ConnectedScreen>? Acknowledged;

    public IReadOnlyCollection<ConnectedScreen> All => [.. screens.Values];

    /// <summary>Another number where anything may have changed since.</summary>
    internal long ChangeCount => Interlocked.Read(ref changes);

    public void Join(string connection, ScreenOwner owner)
    {
        var presence = new ConnectedScreen(connection, owner, time.GetUtcNow(), 0, null, null) { ConnectedTimestamp = time.GetTimestamp() };
        screens[connection] = presence;
        MarkChanged();
        Joined?.Invoke(presence);
    }

    public void Leave(string connection)
    {
        // In this order: a point that is not here any more has never not been here.
        if (screens.TryGetValue(connection, out var there) && there.Owner.PointId is { } point)
            lastLeft[point] = (time.GetUtcNow(), air.Newest.Meeting.OpenedVersion);
        screens.TryRemove(connection, out var gone);
        MarkChanged();
        if (gone is not null)
            Left?.Invoke(gone);
    }

    /// <summary>When the last screen of that point went, as far as is known; also of one that is back.</summary>
    public DateTimeOffset? LastLeftAt(long point) => lastLeft.TryGetValue(point, out var gone) ? gone.At : null;

    /// <summary>As <see cref="LastLeftAt"/>, where it went in that meeting. Of the time before this start of the server the clock says it.</summary>
    internal DateTimeOffset? LastLeftDuring(long meeting, DateTimeOffset openedAt, long point) =>
        lastLeft.TryGetValue(point, out var gone) && (gone.Meeting is { } known ? known == meeting : gone.At >= openedAt) ? gone.At : null;

    /// <summary>How long a screen has been here.</summary>
    internal TimeSpan TimeConnected(ConnectedScreen presence) => time.GetElapsedTime(presence.ConnectedTimestamp);

    /// <summary>When that version, which is on air, was noticed first, on the time that passes.</summary>
    internal long ShownTimestamp(long version)
    {
        lock (gate)
        {
            if (version > shownSince.Version)
                shownSince = (version, time.GetTimestamp());
            return version == shownSince.Version ? shownSince.Ticks : long.MinValue;
        }
    }

    /// <summary>What was known before the server was started.</summary>
    internal void RestoreLeftTimes(IEnumerable<(long Point, DateTimeOffset LeftAt)> known)
    {
        foreach (var (point, at) in known)
            lastLeft.TryAdd(point, (at, null));
        MarkChanged();
    }

    /// <summary>
    /// Notices after changes and after a new version, which nobody need have painted; at most two a second, on a thread of the pool,
    /// in the subscriber's culture.
    /// </summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber) => new CombinedSubscription(notifier.Subscribe(subscriber), air.Subscribe(MarkChanged).Subscription);

    /// <summary>What the roll is made of has changed, here or elsewhere: a notice is due.</summary>
    internal void MarkChanged()
    {
        Interlocked.Increment(ref changes);
        lock (gate)
        {
            if (notifier.SubscriberCount > 0)
                notificationTimer ??= time.CreateTimer(_ => NotifyNow(), null, NotificationDelay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// An acknowledgement of a version that was never shown counts for nothing; of one that the journal does not have, the desk is told.
    /// </summary>
    public void AcknowledgePainted(string connection, long version)
    {
        var now = air.Current;
        if (!screens.TryGetValue(connection, out var presence) || TrackBeyondJournal(ref presence, version))
            return;
        if (version > now.Version || version <= presence.PaintedVersion)
            return;
        var (at, ticks) = (time.GetUtcNow(), time.GetTimestamp());
        var painted = presence with
        {
            PaintedVersion = version,
            PaintedAt = at,
            PaintedTimestamp = ticks,
            Delay = version == now.Version ? PaintDelay(ShownTimestamp(version), presence, ticks) : null,
            FirstPaintedVersion = presence.FirstPaintedVersion > 0 ? presence.FirstPaintedVersion : version,
        };
        if (!screens.TryUpdate(connection, painted, presence))
            return;
        MarkChanged();
        Acknowledged?.Invoke(painted);
    }

    /// <summary>
    /// The screen has that version, and charts or styles of it are not on the glass: it is told to the desk, and counts neither as
    /// painted nor for the delivery statistics.
    /// </summary>
    public void AcknowledgeReceived(string connection, long version)
    {
        if (version > air.Current.Version || !screens.TryGetValue(connection, out var presence) || version <= presence.ReceivedVersion)
            return;
        if (screens.TryUpdate(connection, presence with { ReceivedVersion = version }, presence))
            MarkChanged();
    }

    /// <summary>Whether the journal has no such version; remembered of the screen until it shows one that the journal has.</summary>
    bool TrackBeyondJournal(ref ConnectedScreen presence, long version)
    {
        var isBeyond = version > air.Newest.Version;
        var beyond = isBeyond ? version : 0;
        if (presence.VersionBeyondJournal == beyond)
            return isBeyond;
        var told = presence with { VersionBeyondJournal = beyond };
        if (screens.TryUpdate(presence.ConnectionId, told, presence))
        {
            presence = told;
            MarkChanged();
        }

        return isBeyond;
    }

    /// <summary>How long a screen took that may have come after the version was taken.</summary>
    internal TimeSpan PaintDelay(long shownAt, ConnectedScreen presence, long paintedAt)
    {
        var from = Math.Max(shownAt, presence.ConnectedTimestamp);
        return paintedAt > from ? time.GetElapsedTime(from, paintedAt) : TimeSpan.Zero;
    }

    public void Dispose()
    {
        air.VersionShown -= OnVersionShown;
        notificationTimer?.Dispose();
    }

    void OnVersionShown(BriefingState now) => ShownTimestamp(now.Version);

    void NotifyNow()
    {
        lock (gate)
        {
            notificationTimer?.Dispose();
            notificationTimer = null;
        }

        notifier.Notify();
    }

    sealed class CombinedSubscription(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
