namespace NgoDashboard.Live;

/// <summary>Tells the desks whether something that was asked of them is being stored just now. Safe on any thread.</summary>
public sealed class StoringNotice
{
    readonly Notices notices = new();
    int running;

    public bool IsRunning => Volatile.Read(ref running) > 0;

    /// <summary>Notices when it begins and when it ends, on a thread of the pool, in the subscriber's culture.</summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public IDisposable Subscribe(Action subscriber) => notices.Subscribe(subscriber);

    /// <returns>Dispose it when it is stored, or refused.</returns>
    internal IDisposable Begin()
    {
        if (Interlocked.Increment(ref running) == 1)
            notices.Tell();
        return new Running(this);
    }

    void End()
    {
        if (Interlocked.Decrement(ref running) == 0)
            notices.Tell();
    }

    sealed class Running(StoringNotice notice) : IDisposable
    {
        int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
                notice.End();
        }
    }
}
