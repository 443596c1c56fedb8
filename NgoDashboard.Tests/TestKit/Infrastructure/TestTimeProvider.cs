namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>A clock that a test moves; timers that become due run on the test's thread. Thread-safe.</summary>
sealed class TestTimeProvider : TimeProvider
{
    readonly Lock gate = new();
    readonly List<FakeTimer> timers = [];
    TimeSpan clockShift;
    DateTimeOffset now = new(2024, 4, 12, 7, 30, 0, TimeSpan.Zero);

    /// <summary>
    /// Single-shot timers that are pending; a test asserts 0 to find leaked timers. Periodic ones are not counted, because MudBlazor's
    /// popover
    /// service keeps one on the registered TimeProvider.
    /// </summary>
    public int PendingTimers
    {
        get
        {
            lock (gate)
                return timers.Count(timer => timer is { Due: not null, IsRepeating: false });
        }
    }

    public void Advance(TimeSpan by)
    {
        FakeTimer[] due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
        }

        foreach (var timer in due)
            timer.Run();
    }

    /// <summary>Sets the wall clock, also backwards; no time passes and no timer runs.</summary>
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
        var timer = new FakeTimer(this, () => callback(state));
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class FakeTimer(TestTimeProvider time, Action callback) : ITimer
    {
        TimeSpan repeatInterval;

        public DateTimeOffset? Due { get; private set; }

        public bool IsRepeating => repeatInterval != Timeout.InfiniteTimeSpan;

        public void Run()
        {
            lock (time.gate)
            {
                if (Due is null)
                    return;
                Due = repeatInterval == Timeout.InfiniteTimeSpan ? null : time.now + repeatInterval;
            }

            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
                (Due, repeatInterval) = (dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime, period);
            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                Due = null;
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
