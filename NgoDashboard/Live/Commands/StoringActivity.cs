namespace NgoDashboard.Live.Commands;

/// <summary>Whether a command is being stored at the moment, for the indicator on the desks' pages. Thread-safe.</summary>
public sealed class StoringActivity
{
    readonly ChangeNotifier notifier = new();
    int activeCount;

    public bool IsStoring => Volatile.Read(ref activeCount) > 0;

    /// <summary>Notifies when storing begins and when it ends, on a pool thread, in the subscriber's culture.</summary>
    /// <returns>Dispose to unsubscribe.</returns>
    public IDisposable Subscribe(Action subscriber) => notifier.Subscribe(subscriber);

    /// <returns>Dispose when the command is stored or has failed.</returns>
    internal IDisposable Begin()
    {
        if (Interlocked.Increment(ref activeCount) == 1)
            notifier.Notify();
        return new StoringScope(this);
    }

    void End()
    {
        if (Interlocked.Decrement(ref activeCount) == 0)
            notifier.Notify();
    }

    sealed class StoringScope(StoringActivity activity) : IDisposable
    {
        int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
                activity.End();
        }
    }
}
