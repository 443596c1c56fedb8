namespace NgoDashboard.Storage.Engine;

/// <summary>
/// Who of this process writes to the database now. Only one may, and the provider sleeps for 150 ms at a time until it may: a take
/// that came between thousands of stays slept again and again. Here it is the next. Safe on any thread.
/// </summary>
sealed class WriteLock
{
    /// <summary>Longer than any write takes; then the file itself is asked, and says what is wrong.</summary>
    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    readonly object gate = new();
    int waiting;
    bool isTaken;

    /// <returns>Dispose it when it is written.</returns>
    public IDisposable Acquire()
    {
        lock (gate)
        {
            waiting++;
            var isFree = Wait(() => !isTaken);
            waiting--;
            return Enter(isFree);
        }
    }

    /// <summary>For what can wait: after everybody who waits.</summary>
    /// <inheritdoc cref="Acquire"/>
    public IDisposable AcquireLowPriority()
    {
        lock (gate)
            return Enter(Wait(() => !isTaken && waiting == 0));
    }

    bool Wait(Func<bool> isFree)
    {
        var until = Environment.TickCount64 + (long)MaxWait.TotalMilliseconds;
        while (!isFree())
        {
            if (until - Environment.TickCount64 is var left && (left <= 0 || !Monitor.Wait(gate, (int)left)))
                return isFree();
        }

        return true;
    }

    Releaser Enter(bool isFree)
    {
        isTaken |= isFree;
        return new(isFree ? this : null);
    }

    sealed class Releaser(WriteLock? turns) : IDisposable
    {
        public void Dispose()
        {
            if (turns is null)
                return;
            lock (turns.gate)
            {
                turns.isTaken = false;
                Monitor.PulseAll(turns.gate);
            }
        }
    }
}
