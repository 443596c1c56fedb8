using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// What is on air now, and who wants to know when it changes. One for the whole server; safe on any thread. A notice carries
/// nothing: whoever gets one reads <see cref="Current"/>, so a late or doubled notice does no harm.
/// </summary>
public sealed class Air
{
    readonly Lock gate = new();
    readonly List<Action> subscribers = [];
    volatile OnAir current;

    public Air(OnAir first) => current = first;

    public OnAir Current => current;

    /// <summary>
    /// The current state and every notice after it, with nothing falling between. Notices come on a thread of the pool, in the
    /// subscriber's own culture, one subscriber not waiting for another, and none that throws ending the meeting.
    /// </summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public (OnAir Now, IDisposable Subscription) Subscribe(Action notice)
    {
        var context = ExecutionContext.Capture();
        Action notify = context is null
            ? () => Task.Run(notice)
            : () => Task.Run(() => ExecutionContext.Run(context.CreateCopy(), _ => notice(), null));
        lock (gate)
        {
            subscribers.Add(notify);
            return (current, new Subscription(this, notify));
        }
    }

    /// <summary>How many listen: what is left behind by a page that closed would show here.</summary>
    public int Subscribers
    {
        get
        {
            lock (gate)
                return subscribers.Count;
        }
    }

    /// <summary>For the <see cref="Desk"/> alone, after the version is stored.</summary>
    internal void Publish(OnAir next)
    {
        Action[] notified;
        lock (gate)
        {
            if (next.Version <= current.Version)
                throw new InvalidOperationException($"Version {next.Version} is not newer than {current.Version}, which is on air.");
            current = next;
            notified = [.. subscribers];
        }

        foreach (var notify in notified)
            notify();
    }

    void Forget(Action notify)
    {
        lock (gate)
            subscribers.Remove(notify);
    }

    /// <summary>What a restarted server puts on air: the state that the journal ends with.</summary>
    public static OnAir Resume(Stored stored, bool isRehearsal)
    {
        var scene = Scene.Of(stored.Stage ?? throw new StorageException("The journal holds no scene: its first entry is damaged."));
        var recent = stored.Recent.Where(change => stored.At - change.At < OnAir.MarkedFor).DistinctBy(change => change.Key);
        return new(stored.Version, stored.At, stored.Snapshot, scene, [.. recent.Select(Aired)], [.. stored.Latest.Select(Aired)], isRehearsal);

        static AiredChange Aired(PastChange change) =>
            new(change.Key, change.Before, change.QualifierBefore, change.After, change.QualifierAfter, change.At, change.Version);
    }

    sealed class Subscription(Air air, Action notify) : IDisposable
    {
        public void Dispose() => air.Forget(notify);
    }
}
