namespace NgoDashboard.Exchange.SentFiles;

/// <summary>Lets so many at once through, and the others in the order of their coming; each is told its place. Safe on any thread.</summary>
sealed class ReadingQueue(int atOnce, int mostWaiting)
{
    readonly Lock gate = new();
    readonly List<Waiter> waiting = [];
    int running;

    /// <param name="tellPlace">Told the place, counted from 1, whenever it changes; never called where there is no waiting.</param>
    /// <returns>To be disposed when the work is done.</returns>
    /// <exception cref="ReadingQueueFullException">As many wait as may.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone; the place goes to the next.</exception>
    public async Task<IDisposable> Enter(Action<int>? tellPlace, CancellationToken cancellation)
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
            waiter = new(tellPlace);
            waiting.Add(waiter);
            place = waiting.Count;
        }

        tellPlace?.Invoke(place);
        try
        {
            await waiter.IsNext.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            GiveUp(waiter);
            throw;
        }

        return new Turn(this);
    }

    void GiveUp(Waiter waiter)
    {
        Waiter[] behind;
        lock (gate)
        {
            // Its turn may have come in the same moment: then it hands the turn on.
            if (!waiting.Remove(waiter))
                running--;
            behind = LetThrough();
        }

        TellPlaces(behind);
    }

    void Leave()
    {
        Waiter[] behind;
        lock (gate)
        {
            running--;
            behind = LetThrough();
        }

        TellPlaces(behind);
    }

    /// <returns>Those that still wait.</returns>
    Waiter[] LetThrough()
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

    static void TellPlaces(Waiter[] waiters)
    {
        for (var i = 0; i < waiters.Length; i++)
            waiters[i].TellPlace?.Invoke(i + 1);
    }

    sealed class Waiter(Action<int>? tellPlace)
    {
        public Action<int>? TellPlace => tellPlace;

        public TaskCompletionSource IsNext { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    sealed class Turn(ReadingQueue queue) : IDisposable
    {
        bool isDone;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isDone, true))
                queue.Leave();
        }
    }
}
