namespace NgoDashboard.Files.ChildProcess;

/// <summary>Lets so many at once through, and the others in the order of their coming; each is told its place. Safe on any thread.</summary>
sealed class ReadingQueue(int atOnce, int mostWaiting)
{
    readonly Lock gate = new();
    readonly List<Waiter> waiting = [];
    int running;

    /// <param name="reportPosition">Told the place, counted from 1, whenever it changes; never called where there is no waiting.</param>
    /// <returns>To be disposed when the work is done.</returns>
    /// <exception cref="ReadingQueueFullException">As many wait as may.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone; the place goes to the next.</exception>
    public async Task<IDisposable> Enter(Action<int>? reportPosition, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Waiter waiter;
        int place;
        lock (gate)
        {
            if (running < atOnce)
            {
                running++;
                return new Turn(this);
            }

            if (waiting.Count >= mostWaiting)
                throw new ReadingQueueFullException();
            waiter = new(reportPosition);
            waiting.Add(waiter);
            place = waiting.Count;
        }

        reportPosition?.Invoke(place);
        try
        {
            await waiter.IsNext.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            CancelWaiting(waiter);
            throw;
        }

        return new Turn(this);
    }

    void CancelWaiting(Waiter waiter)
    {
        Waiter[] behind;
        lock (gate)
        {
            // Its turn may have come in the same moment: then it hands the turn on.
            if (!waiting.Remove(waiter))
                running--;
            behind = AdmitWaiting();
        }

        ReportPositions(behind);
    }

    void Release()
    {
        Waiter[] behind;
        lock (gate)
        {
            running--;
            behind = AdmitWaiting();
        }

        ReportPositions(behind);
    }

    /// <returns>Those that still wait.</returns>
    Waiter[] AdmitWaiting()
    {
        while (running < atOnce && waiting.Count > 0)
        {
            var next = waiting[0];
            waiting.RemoveAt(0);
            if (next.IsNext.TrySetResult())
                running++;
        }

        return [.. waiting];
    }

    static void ReportPositions(Waiter[] waiters)
    {
        for (var i = 0; i < waiters.Length; i++)
            waiters[i].ReportPosition?.Invoke(i + 1);
    }

    sealed class Waiter(Action<int>? tellPlace)
    {
        public Action<int>? ReportPosition => tellPlace;

        public TaskCompletionSource IsNext { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    sealed class Turn(ReadingQueue queue) : IDisposable
    {
        bool isDone;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isDone, true))
                queue.Release();
        }
    }
}
