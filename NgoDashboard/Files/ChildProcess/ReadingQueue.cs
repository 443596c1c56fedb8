namespace NgoDashboard.Files.ChildProcess;

/// <summary>
/// Lets a fixed number of callers through at once, and the others in the order of their arrival; each is told its position. Thread-safe.
/// </summary>
sealed class ReadingQueue(int atOnce, int mostWaiting)
{
    readonly Lock gate = new();
    readonly List<Waiter> waiting = [];
    int running;

    /// <param name="reportPosition">Called with the position, counted from 1, whenever it changes; never called without waiting.</param>
    /// <returns>To be disposed when the work is done.</returns>
    /// <exception cref="ReadingQueueFullException">The queue is full.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the place goes to the next.</exception>
    public async Task<IDisposable> Enter(Action<int>? reportPosition, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Waiter waiter;
        int position;
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
            position = waiting.Count;
        }

        reportPosition?.Invoke(position);
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
            // Its turn may have come at the same moment: then it passes the turn on.
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

    /// <returns>The callers that still wait.</returns>
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
