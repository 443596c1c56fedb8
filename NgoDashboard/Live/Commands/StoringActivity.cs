namespace NgoDashboard.Live.Commands;

/// <summary>Tells the desks whether something that was asked of them is being stored just now. Safe on any thread.</summary>
public sealed class StoringActivity
{
    readonly ChangeNotifier notifier = new();
    int activeCount;

    public bool IsStoring => Volatile.Read(ref activeCount) > 0;

    /// <summary>Notices when it begins and when it ends, on a thread of the pool, in the subscriber's culture.</summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber) => notifier.Subscribe(subscriber);

    /// <returns>Dispose it when it is stored, or refused.</returns>
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

    sealed class StoringScope(StoringActivity notice) : IDisposable
    {
        int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
                notice.End();
        }
    }
}
