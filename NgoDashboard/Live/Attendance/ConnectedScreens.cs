using System.Collections.Concurrent;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Attendance;

/// <summary>The owner of a connection.</summary>
/// <param name="PointId">The bridge point; null where the key is not a bridge point's, for example an officer's.</param>
/// <param name="Name">The name of the point, or the label of the key.</param>
/// <param name="Province">"34:20"; null for a screen of the whole country.</param>
/// <param name="Address">The client's IP address.</param>
public sealed record ScreenOwner(long? PointId, string Name, string? Province = null, string? Address = null);

/// <summary>A connected screen and its last acknowledgement. Immutable.</summary>
/// <param name="PaintedVersion">0 until the first acknowledgement.</param>
/// <param name="Delay">
/// Time to paint, from when the version was shown, or from when the screen connected if that was later. Null before the first
/// acknowledgement, and where the painted version was off air again by then.
/// </param>
public sealed record ConnectedScreen(
    string ConnectionId, ScreenOwner Owner, DateTimeOffset ConnectedAt, long PaintedVersion, DateTimeOffset? PaintedAt, TimeSpan? Delay)
{
    /// <summary>The first version that the screen acknowledged; 0 until then.</summary>
    public long FirstPaintedVersion { get; init; }

    /// <summary>As <see cref="ConnectedAt"/>, but a monotonic timestamp, because the clock may be set in between.</summary>
    internal long ConnectedTimestamp { get; init; }

    /// <summary>As <see cref="PaintedAt"/>, but a monotonic timestamp.</summary>
    internal long PaintedTimestamp { get; init; }

    /// <summary>The newest version that the screen received but could not draw; 0 where there is none.</summary>
    public long ReceivedVersion { get; init; }

    /// <summary>
    /// The acknowledged version where the journal does not have it: an older backup was restored behind a page of an earlier release,
    /// which does not check the journal's identity. 0 where the journal has it.
    /// </summary>
    public long VersionBeyondJournal { get; init; }

    /// <summary>The version of this journal that is visible on the screen, as far as known; 0 where there is none.</summary>
    public long ShownVersion => VersionBeyondJournal > 0 ? 0 : PaintedVersion;
}

/// <summary>The connected screens and the version that each shows. In memory only. Singleton; thread-safe.</summary>
public sealed class ConnectedScreens : IDisposable
{
    /// <summary>Combines the thousands of acknowledgements after one take into one notification.</summary>
    static readonly TimeSpan NotificationDelay = TimeSpan.FromMilliseconds(500);

    readonly LiveBriefing briefing;
    readonly TimeProvider time;
    readonly ConcurrentDictionary<string, ConnectedScreen> screens = new();
    readonly ConcurrentDictionary<long, (DateTimeOffset At, long? Meeting)> lastLeft = new();
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    ITimer? notificationTimer;
    long changes;

    // Timestamp MinValue: shown before this process started, so every screen connected later than that.
    (long Version, long Ticks) shownSince;

    public ConnectedScreens(LiveBriefing briefing, TimeProvider time)
    {
        (this.briefing, this.time) = (briefing, time);
        shownSince = (briefing.Current.Version, long.MinValue);
        briefing.VersionShown += OnVersionShown;
    }

    /// <summary>Raised on the connection's own thread: handlers must not block.</summary>
    internal event Action<ConnectedScreen>? Joined;

    /// <inheritdoc cref="Joined"/>
    internal event Action<ConnectedScreen>? Left;

    /// <summary>Raised when a screen has painted a version that is, or was, on air.</summary>
    /// <inheritdoc cref="Joined"/>
    internal event Action<ConnectedScreen>? Acknowledged;

    public IReadOnlyCollection<ConnectedScreen> All => [.. screens.Values];

    /// <summary>Increases with every change; compare two readings to see whether anything may have changed.</summary>
    internal long ChangeCount => Interlocked.Read(ref changes);

    public void Join(string connection, ScreenOwner owner)
    {
        var screen = new ConnectedScreen(connection, owner, time.GetUtcNow(), 0, null, null) { ConnectedTimestamp = time.GetTimestamp() };
        screens[connection] = screen;
        MarkChanged();
        Joined?.Invoke(screen);
    }

    public void Leave(string connection)
    {
        // Record the time before removing the screen. Otherwise a reader in between sees a point that is neither connected nor gone.
        if (screens.TryGetValue(connection, out var leaving) && leaving.Owner.PointId is { } point)
            lastLeft[point] = (time.GetUtcNow(), briefing.Newest.Meeting.OpenedVersion);
        screens.TryRemove(connection, out var left);
        MarkChanged();
        if (left is not null)
            Left?.Invoke(left);
    }

    /// <summary>When a screen of that point last disconnected, as far as known; also where the point is connected again.</summary>
    public DateTimeOffset? LastLeftAt(long point) => lastLeft.TryGetValue(point, out var left) ? left.At : null;

    /// <summary>
    /// As <see cref="LastLeftAt"/>, null where it was not during that meeting. Times from before this process started are assigned to a
    /// meeting by the clock.
    /// </summary>
    internal DateTimeOffset? LastLeftDuring(long meeting, DateTimeOffset openedAt, long point) =>
        lastLeft.TryGetValue(point, out var left) && (left.Meeting is { } known ? known == meeting : left.At >= openedAt) ? left.At : null;

    internal TimeSpan TimeConnected(ConnectedScreen screen) => time.GetElapsedTime(screen.ConnectedTimestamp);

    /// <summary>The monotonic timestamp when a version on air was first seen here; MinValue for one that is no longer the last.</summary>
    internal long ShownTimestamp(long version)
    {
        lock (gate)
        {
            if (version > shownSince.Version)
                shownSince = (version, time.GetTimestamp());
            return version == shownSince.Version ? shownSince.Ticks : long.MinValue;
        }
    }

    /// <summary>Adds the times that an earlier process recorded.</summary>
    internal void RestoreLeftTimes(IEnumerable<(long Point, DateTimeOffset LeftAt)> known)
    {
        foreach (var (point, leftAt) in known)
            lastLeft.TryAdd(point, (leftAt, null));
        MarkChanged();
    }

    /// <summary>
    /// Notifies after changes and after each new version, even before any screen has painted it; at most twice a second, on a pool
    /// thread, in the subscriber's culture.
    /// </summary>
    /// <returns>Dispose to unsubscribe.</returns>
    public IDisposable Subscribe(Action subscriber) =>
        new CombinedSubscription(notifier.Subscribe(subscriber), briefing.Subscribe(MarkChanged).Subscription);

    /// <summary>Schedules a notification, because something that the roll call is made of has changed, here or in another class.</summary>
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
    /// Ignores a version that was never shown; a version that the journal does not have is reported to the desk.
    /// </summary>
    public void AcknowledgePainted(string connection, long version)
    {
        var now = briefing.Current;
        if (!screens.TryGetValue(connection, out var screen) || TrackBeyondJournal(ref screen, version))
            return;
        if (version > now.Version || version <= screen.PaintedVersion)
            return;
        var (paintedAt, ticks) = (time.GetUtcNow(), time.GetTimestamp());
        var painted = screen with
        {
            PaintedVersion = version,
            PaintedAt = paintedAt,
            PaintedTimestamp = ticks,
            Delay = version == now.Version ? PaintDelay(ShownTimestamp(version), screen, ticks) : null,
            FirstPaintedVersion = screen.FirstPaintedVersion > 0 ? screen.FirstPaintedVersion : version,
        };
        if (!screens.TryUpdate(connection, painted, screen))
            return;
        MarkChanged();
        Acknowledged?.Invoke(painted);
    }

    /// <summary>
    /// The screen received that version but did not draw its charts or styles: the desk sees it, and it counts neither as painted nor in
    /// the delivery statistics.
    /// </summary>
    public void AcknowledgeReceived(string connection, long version)
    {
        if (version > briefing.Current.Version || !screens.TryGetValue(connection, out var screen) || version <= screen.ReceivedVersion)
            return;
        if (screens.TryUpdate(connection, screen with { ReceivedVersion = version }, screen))
            MarkChanged();
    }

    /// <summary>Whether the journal lacks that version. The screen is marked until it acknowledges one that the journal has.</summary>
    bool TrackBeyondJournal(ref ConnectedScreen screen, long version)
    {
        var isBeyond = version > briefing.Newest.Version;
        var versionBeyond = isBeyond ? version : 0;
        if (screen.VersionBeyondJournal == versionBeyond)
            return isBeyond;
        var updated = screen with { VersionBeyondJournal = versionBeyond };
        if (screens.TryUpdate(screen.ConnectionId, updated, screen))
        {
            screen = updated;
            MarkChanged();
        }

        return isBeyond;
    }

    /// <summary>Time to paint, counted from when the screen connected where that was after the version was shown.</summary>
    internal TimeSpan PaintDelay(long shownAt, ConnectedScreen screen, long paintedAt)
    {
        var from = Math.Max(shownAt, screen.ConnectedTimestamp);
        return paintedAt > from ? time.GetElapsedTime(from, paintedAt) : TimeSpan.Zero;
    }

    public void Dispose()
    {
        briefing.VersionShown -= OnVersionShown;
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
