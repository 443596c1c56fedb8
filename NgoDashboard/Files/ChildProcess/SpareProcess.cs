namespace NgoDashboard.Files.ChildProcess;

/// <summary>
/// Keeps one child process that is started before a file comes and has compiled by then what it needs; it ends after
/// <see cref="FileReadingOptions.SpareLifetime"/> without a file. Thread-safe.
/// </summary>
sealed class SpareProcess : IDisposable
{
    readonly Lock gate = new();
    readonly FileReadingOptions options;
    readonly ITimer timer;
    FileReaderProcess? spare;
    bool isDisposed;

    public SpareProcess(FileReadingOptions options, TimeProvider time)
    {
        this.options = options;
        timer = time.CreateTimer(_ => DisposeInBackground(Swap(null)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The id of the spare process; null if there is none.</summary>
    public int? Id
    {
        get
        {
            lock (gate)
                return spare is { HasExited: false } ready ? ready.Id : null;
        }
    }

    /// <summary>Called when a file may come soon.</summary>
    public void EnsureStarted()
    {
        FileReaderProcess? dead = null;
        lock (gate)
        {
            if (isDisposed)
                return;
            timer.Change(options.SpareLifetime, Timeout.InfiniteTimeSpan);
            if (spare is { HasExited: false })
                return;
            dead = spare;
            try
            {
                spare = FileReaderProcess.Start(options, isWarm: true);
            }
            catch (FileLimitException)
            {
                // The next file tries again and reports it.
                spare = null;
            }
        }

        DisposeInBackground(dead);
    }

    /// <summary>The spare process, or else a new one.</summary>
    public FileReaderProcess TakeOrStart()
    {
        var taken = Swap(null);
        if (taken is { HasExited: false })
            return taken;
        DisposeInBackground(taken);
        return FileReaderProcess.Start(options, isWarm: false);
    }

    public void Dispose()
    {
        lock (gate)
            isDisposed = true;
        timer.Dispose();
        DisposeInBackground(Swap(null));
    }

    FileReaderProcess? Swap(FileReaderProcess? next)
    {
        lock (gate)
        {
            var before = spare;
            spare = next;
            return before;
        }
    }

    static void DisposeInBackground(FileReaderProcess? process)
    {
        if (process is not null)
            _ = process.DisposeAsync().AsTask();
    }
}
