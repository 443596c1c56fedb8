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
}

/// <summary>Who is there and which version they show. One for the whole server; safe on any thread, kept in memory only.</summary>
public sealed class RollCall(Air air, TimeProvider time) : IDisposable
{
    /// <summary>Thousands of acknowledgements after one take are one notice.</summary>
    static readonly TimeSpan NoticeAfter = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<string, Presence> present = new();
    readonly ConcurrentDictionary<long, DateTimeOffset> left = new();
    readonly Lock gate = new();
    readonly Notices notices = new();
    ITimer? notice;
    long changes;

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
        var presence = new Presence(connection, who, time.GetUtcNow(), 0, null, null);
        present[connection] = presence;
        Touch();
        Joined?.Invoke(presence);
    }

    public void Leave(string connection)
    {
        // In this order: a point that is not here any more has never not been here.
        if (present.TryGetValue(connection, out var there) && there.Who.Point is { } point)
            left[point] = time.GetUtcNow();
        present.TryRemove(connection, out var gone);
        Touch();
        if (gone is not null)
            Left?.Invoke(gone);
    }

    /// <summary>When the last screen of that point went, as far as is known; also of one that is back.</summary>
    public DateTimeOffset? LeftAt(long point) => left.TryGetValue(point, out var at) ? at : null;

    /// <summary>What was known before the server was started.</summary>
    internal void Recall(IEnumerable<(long Point, DateTimeOffset LeftAt)> known)
    {
        foreach (var (point, at) in known)
            left.TryAdd(point, at);
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

    /// <summary>An acknowledgement of a version that was never shown is a mistake or a lie, and counts for nothing.</summary>
    public void Painted(string connection, long version)
    {
        var now = air.Current;
        if (version > now.Version || !present.TryGetValue(connection, out var presence) || version <= presence.Painted)
            return;
        var at = time.GetUtcNow();
        var painted = presence with
        {
            Painted = version,
            PaintedAt = at,
            Delay = version == now.Version ? Since(now.At, presence, at) : null,
            FirstPainted = presence.FirstPainted > 0 ? presence.FirstPainted : version,
        };
        if (!present.TryUpdate(connection, painted, presence))
            return;
        Touch();
        Acknowledged?.Invoke(painted);
    }

    /// <summary>How long a screen took that may have come after the version was taken.</summary>
    internal static TimeSpan Since(DateTimeOffset taken, Presence presence, DateTimeOffset at)
    {
        var from = presence.Since > taken ? presence.Since : taken;
        return at > from ? at - from : TimeSpan.Zero;
    }

    public void Dispose() => notice?.Dispose();

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
