namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>A clock that stands still until a test moves it, and then rings the timers that are due, on the test's own thread.</summary>
sealed class TestTimeProvider : TimeProvider
{
    readonly Lock gate = new();
    readonly List<FakeTimer> bells = [];
    TimeSpan clockShift;
    DateTimeOffset now = new(2024, 4, 12, 7, 30, 0, TimeSpan.Zero);

    /// <summary>
    /// Timers that are to ring once: what is left behind would show here. Those that ring again and again are not ours:
    /// MudBlazor's popovers keep one, on whichever TimeProvider they find.
    /// </summary>
    public int PendingTimers
    {
        get
        {
            lock (gate)
                return bells.Count(bell => bell is { Due: not null, IsRepeating: false });
        }
    }

    public void Advance(TimeSpan by)
    {
        FakeTimer[] due;
        lock (gate)
        {
            now += by;
            due = [.. bells.Where(bell => bell.Due <= now).OrderBy(bell => bell.Due)];
        }

        foreach (var bell in due)
            bell.Ring();
    }

    /// <summary>The clock is set, backwards too; no time passes and no timer rings.</summary>
    public void ShiftClock(TimeSpan by)
    {
        lock (gate)
            clockShift += by;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now + clockShift;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate)
            return now.UtcTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var bell = new FakeTimer(this, () => callback(state));
        lock (gate)
            bells.Add(bell);
        bell.Change(dueTime, period);
        return bell;
    }

    sealed class FakeTimer(TestTimeProvider time, Action callback) : ITimer
    {
        TimeSpan again;

        public DateTimeOffset? Due { get; private set; }

        public bool IsRepeating => again != Timeout.InfiniteTimeSpan;

        public void Ring()
        {
            lock (time.gate)
            {
                if (Due is null)
                    return;
                Due = again == Timeout.InfiniteTimeSpan ? null : time.now + again;
            }

            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
                (Due, again) = (dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime, period);
            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                Due = null;
                time.bells.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
