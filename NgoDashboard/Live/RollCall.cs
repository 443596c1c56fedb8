using System.Collections.Concurrent;

namespace NgoDashboard.Live;

/// <summary>Who stands behind a connection.</summary>
/// <param name="Point">The bridge point; null for somebody who looks in with another key.</param>
/// <param name="Name">The point's, or the label of the key.</param>
/// <param name="Address">Where it comes from, as the network tells it.</param>
public sealed record Attendee(long? Point, string Name, string? Province = null, string? Address = null);

/// <summary>A screen that is connected, and what it last said that it painted.</summary>
/// <param name="Painted">0 until the first acknowledgement.</param>
/// <param name="Delay">
/// From the moment when the painted version was taken, or when the screen came if that was later; null until painted, and where it
/// was painted when it was off air again.
/// </param>
public sealed record Presence(string Connection, Attendee Who, DateTimeOffset Since, long Painted, DateTimeOffset? PaintedAt, TimeSpan? Delay)
{
    /// <summary>The first version that it said it painted; 0 until then.</summary>
    public long FirstPainted { get; init; }

    /// <summary>When it came, on the time that passes: a clock may be set in between.</summary>
    internal long SinceTicks { get; init; }

    /// <summary>When it painted, likewise.</summary>
    internal long PaintedTicks { get; init; }

    /// <summary>The newest version that it has and could not draw; 0 where there is none.</summary>
    public long Received { get; init; }

    /// <summary>
    /// A version that it says it shows and that the journal does not have: an older copy was put back behind a page that does not know of
    /// identities. 0 where it shows what the journal has.
    /// </summary>
    public long BeyondJournal { get; init; }

    /// <summary>The version of this journal that is on the glass, as far as it is known; 0 where there is none.</summary>
    public long Shown => BeyondJournal > 0 ? 0 : Painted;
}

/// <summary>Who is there and which version they show. One for the whole server; safe on any thread, kept in memory only.</summary>
public sealed class RollCall : IDisposable
{
    /// <summary>Thousands of acknowledgements after one take are one notice.</summary>
    static readonly TimeSpan NoticeAfter = TimeSpan.FromMilliseconds(500);

    readonly Air air;
    readonly TimeProvider time;
    readonly ConcurrentDictionary<string, Presence> present = new();
    readonly ConcurrentDictionary<long, (DateTimeOffset At, long? Meeting)> left = new();
    readonly Lock gate = new();
    readonly Notices notices = new();
    ITimer? notice;
    long changes;

    // Before this start of the server: who is here came later than that.
    (long Version, long Ticks) shown;

    public RollCall(Air air, TimeProvider time)
    {
        (this.air, this.time) = (air, time);
        shown = (air.Current.Version, long.MinValue);
        air.Shown += Note;
    }

    /// <summary>Told on the thread of the connection that comes or goes: whoever listens must not wait for anything.</summary>
    internal event Action<Presence>? Joined;

    /// <inheritdoc cref="Joined"/>
    internal event Action<Presence>? Left;

    /// <summary>A version that was on air is painted.</summary>
    /// <inheritdoc cref="Joined"/>
    internal event Action<Presence>? Acknowledged;

    public IReadOnlyCollection<Presence> Present => [.. present.Values];

    /// <summary>Another number where anything may have changed since.</summary>
    internal long Changes => Interlocked.Read(ref changes);

    public void Join(string connection, Attendee who)
    {
        var presence = new Presence(connection, who, time.GetUtcNow(), 0, null, null) { SinceTicks = time.GetTimestamp() };
        present[connection] = presence;
        Touch();
        Joined?.Invoke(presence);
    }

    public void Leave(string connection)
    {
        // In this order: a point that is not here any more has never not been here.
        if (present.TryGetValue(connection, out var there) && there.Who.Point is { } point)
            left[point] = (time.GetUtcNow(), air.Newest.Meeting.Opened);
        present.TryRemove(connection, out var gone);
        Touch();
        if (gone is not null)
            Left?.Invoke(gone);
    }

    /// <summary>When the last screen of that point went, as far as is known; also of one that is back.</summary>
    public DateTimeOffset? LeftAt(long point) => left.TryGetValue(point, out var gone) ? gone.At : null;

    /// <summary>As <see cref="LeftAt"/>, where it went in that meeting. Of the time before this start of the server the clock says it.</summary>
    internal DateTimeOffset? LeftIn(long meeting, DateTimeOffset openedAt, long point) =>
        left.TryGetValue(point, out var gone) && (gone.Meeting is { } known ? known == meeting : gone.At >= openedAt) ? gone.At : null;

    /// <summary>How long a screen has been here.</summary>
    internal TimeSpan StayOf(Presence presence) => time.GetElapsedTime(presence.SinceTicks);

    /// <summary>When that version, which is on air, was noticed first, on the time that passes.</summary>
    internal long ShownAt(long version)
    {
        lock (gate)
        {
            if (version > shown.Version)
                shown = (version, time.GetTimestamp());
            return version == shown.Version ? shown.Ticks : long.MinValue;
        }
    }

    /// <summary>What was known before the server was started.</summary>
    internal void Recall(IEnumerable<(long Point, DateTimeOffset LeftAt)> known)
    {
        foreach (var (point, at) in known)
            left.TryAdd(point, (at, null));
        Touch();
    }

    /// <summary>
    /// Notices after changes and after a new version, which nobody need have painted; at most two a second, on a thread of the pool,
    /// in the subscriber's culture.
    /// </summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber) => new Both(notices.Subscribe(subscriber), air.Subscribe(Touch).Subscription);

    /// <summary>What the roll is made of has changed, here or elsewhere: a notice is due.</summary>
    internal void Touch()
    {
        Interlocked.Increment(ref changes);
        lock (gate)
        {
            if (notices.Count > 0)
                notice ??= time.CreateTimer(_ => Notify(), null, NoticeAfter, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// An acknowledgement of a version that was never shown counts for nothing; of one that the journal does not have, the desk is told.
    /// </summary>
    public void Painted(string connection, long version)
    {
        var now = air.Current;
        if (!present.TryGetValue(connection, out var presence) || BeyondJournal(ref presence, version))
            return;
        if (version > now.Version || version <= presence.Painted)
            return;
        var (at, ticks) = (time.GetUtcNow(), time.GetTimestamp());
        var painted = presence with
        {
            Painted = version,
            PaintedAt = at,
            PaintedTicks = ticks,
            Delay = version == now.Version ? Took(ShownAt(version), presence, ticks) : null,
            FirstPainted = presence.FirstPainted > 0 ? presence.FirstPainted : version,
        };
        if (!present.TryUpdate(connection, painted, presence))
            return;
        Touch();
        Acknowledged?.Invoke(painted);
    }

    /// <summary>
    /// The screen has that version, and charts or styles of it are not on the glass: it is told to the desk, and counts neither as
    /// painted nor for the delivery statistics.
    /// </summary>
    public void Received(string connection, long version)
    {
        if (version > air.Current.Version || !present.TryGetValue(connection, out var presence) || version <= presence.Received)
            return;
        if (present.TryUpdate(connection, presence with { Received = version }, presence))
            Touch();
    }

    /// <summary>Whether the journal has no such version; remembered of the screen until it shows one that the journal has.</summary>
    bool BeyondJournal(ref Presence presence, long version)
    {
        var isBeyond = version > air.Newest.Version;
        var beyond = isBeyond ? version : 0;
        if (presence.BeyondJournal == beyond)
            return isBeyond;
        var told = presence with { BeyondJournal = beyond };
        if (present.TryUpdate(presence.Connection, told, presence))
        {
            presence = told;
            Touch();
        }

        return isBeyond;
    }

    /// <summary>How long a screen took that may have come after the version was taken.</summary>
    internal TimeSpan Took(long shownAt, Presence presence, long paintedAt)
    {
        var from = Math.Max(shownAt, presence.SinceTicks);
        return paintedAt > from ? time.GetElapsedTime(from, paintedAt) : TimeSpan.Zero;
    }

    public void Dispose()
    {
        air.Shown -= Note;
        notice?.Dispose();
    }

    void Note(OnAir now) => ShownAt(now.Version);

    void Notify()
    {
        lock (gate)
        {
            notice?.Dispose();
            notice = null;
        }

        notices.Tell();
    }

    sealed class Both(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
