namespace NgoDashboard.Live;

/// <summary>
/// Notifies subscribers that something changed. Notifications carry no data: subscribers read the current state, so late or duplicate
/// notifications are harmless. They run on pool threads, in the subscriber's culture, independently of each other. Thread-safe.
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

    /// <returns>Dispose to unsubscribe.</returns>
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

    sealed class Subscription(ChangeNotifier notifier, Action notify) : IDisposable
    {
        public void Dispose()
        {
            lock (notifier.gate)
                notifier.subscribers.Remove(notify);
        }
    }
}
