namespace NgoDashboard.Storage.Engine;

/// <summary>
/// The lock for writers of this process, with two priorities. SQLite has one writer at a time, and Microsoft.Data.Sqlite retries a locked
/// database every 150 ms: a take that competed with thousands of attendance rows missed its turn again and again. With this lock it is
/// next (WriteLockTests; edits per second: bench -- edit). Safe on any thread.
/// </summary>
sealed class WriteLock
{
    /// <summary>
    /// Longer than any write takes. After it the caller writes without this lock, and SQLite reports what blocks it (busy, disk error).
    /// </summary>
    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    readonly object gate = new();
    int waiting;
    bool isTaken;

    /// <summary>Waits for the lock.</summary>
    /// <returns>Releases the lock when disposed.</returns>
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

    /// <summary>Waits for the lock until no caller of <see cref="Acquire"/> waits for it.</summary>
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
