namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>A clock that a test moves; it has no timers. Thread-safe.</summary>
sealed class ManualTimeProvider : TimeProvider
{
    long ticks = new DateTimeOffset(2024, 4, 12, 7, 30, 0, TimeSpan.Zero).UtcTicks;
    long passed;

    public DateTimeOffset Now => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass: moves the wall clock and the monotonic clock.</summary>
    public void Advance(TimeSpan by)
    {
        ShiftClock(by);
        Interlocked.Add(ref passed, by.Ticks);
    }

    /// <summary>Sets the wall clock, also backwards; the monotonic clock stays.</summary>
    public void ShiftClock(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    // A real timer beside a manual clock would make tests pass by chance.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("This clock rings for nobody: drive the code under test by hand.");
}
