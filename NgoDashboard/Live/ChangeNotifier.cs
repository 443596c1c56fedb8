namespace NgoDashboard.Live;

/// <summary>
/// Tells subscribers that something changed, and not what: whoever gets a notice looks, so a late or doubled one does no harm. Safe
/// on any thread. Notices come on a thread of the pool, in the subscriber's own culture, one subscriber not waiting for another.
/// </summary>
sealed class ChangeNotifier
{
    readonly Lock gate = new();
    readonly List<Action> subscribers = [];

    public int SubscriberCount
    {
        get
        {
            lock (gate)
                return subscribers.Count;
        }
    }

    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action notice)
    {
        var context = ExecutionContext.Capture();
        Action notify = context is null
            ? () => Task.Run(notice)
            : () => Task.Run(() => ExecutionContext.Run(context.CreateCopy(), _ => notice(), null));
        lock (gate)
            subscribers.Add(notify);
        return new Subscription(this, notify);
    }

    public void Notify()
    {
        Action[] notified;
        lock (gate)
            notified = [.. subscribers];
        foreach (var notify in notified)
            notify();
    }

    sealed class Subscription(ChangeNotifier notices, Action notify) : IDisposable
    {
        public void Dispose()
        {
            lock (notices.gate)
                notices.subscribers.Remove(notify);
        }
    }
}
