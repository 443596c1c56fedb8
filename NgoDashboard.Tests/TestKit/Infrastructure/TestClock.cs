using Microsoft.Extensions.Time.Testing;

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>
/// The clock of all tests: it stands still until a test advances it, and runs the timers that become due then. Adds what
/// <see cref="FakeTimeProvider"/> lacks: a wall clock that jumps while the monotonic clock goes on, and the number of pending timers.
/// Thread-safe.
/// </summary>
/// <param name="start">The system's time where the time is compared with it, as by the cookie container of a client.</param>
sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start.ToUniversalTime())
{
    /// <summary>The smallest step of the clock: advancing by it runs the timers that are due at once.</summary>
    public static readonly TimeSpan Resolution = TimeSpan.FromTicks(1);

    readonly Lock gate = new();
    readonly HashSet<CountedTimer> timers = [];
    long ticks = start.UtcTicks;
    long shiftTicks;

    public TestClock()
        : this(new(2024, 4, 12, 7, 30, 0, TimeSpan.Zero))
    {
    }

    /// <summary>
    /// Single-shot timers that are pending; a test asserts 0 to find leaked timers. Periodic ones are not counted, because MudBlazor's
    /// popover service keeps one on the registered TimeProvider.
    /// </summary>
    public int PendingTimers
    {
        get
        {
            lock (gate)
                return timers.Count(timer => timer.IsPending);
        }
    }

    /// <summary>Sets the wall clock, also backwards; no time passes and no timer runs.</summary>
    public void ShiftClock(TimeSpan by) => Interlocked.Add(ref shiftTicks, by.Ticks);

    /// <summary>
    /// Lets time pass, and runs the timers that become due on this thread. Counts the time itself, because the base class runs timers
    /// whenever the time is read too: on another thread, inside of whatever lock that holds.
    /// </summary>
    public new void Advance(TimeSpan by)
    {
        Interlocked.Add(ref ticks, by.Ticks);
        base.Advance(by);
    }

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp() + Interlocked.Read(ref shiftTicks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, () => callback(state));
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    ITimer CreateUncountedTimer(Action run) => base.CreateTimer(_ => run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    sealed class CountedTimer : ITimer
    {
        readonly TestClock clock;
        readonly Action callback;
        readonly ITimer timer;
        volatile TimerState state;

        public CountedTimer(TestClock clock, Action callback)
        {
            (this.clock, this.callback) = (clock, callback);
            timer = clock.CreateUncountedTimer(Run);
        }

        public bool IsPending => state == TimerState.Pending;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isPending = dueTime != Timeout.InfiniteTimeSpan && period == Timeout.InfiniteTimeSpan;
            Interlocked.Exchange(ref state, TimerState.Changing);
            // A timer that is due at once must not run inside of this call, because no real timer does, and callers hold locks here.
            var isChanged = timer.Change(dueTime == TimeSpan.Zero ? Resolution : dueTime, period);
            // Counted only now, because a test that waits for it advances the clock at once; not if it has run meanwhile.
            Interlocked.CompareExchange(ref state, isPending ? TimerState.Pending : TimerState.Idle, TimerState.Changing);
            return isChanged;
        }

        public void Dispose()
        {
            timer.Dispose();
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Run()
        {
            Interlocked.Exchange(ref state, TimerState.Idle);
            callback();
        }
    }

    enum TimerState
    {
        Idle,
        Changing,
        Pending,
    }
}
