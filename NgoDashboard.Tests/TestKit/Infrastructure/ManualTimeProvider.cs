namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>A clock that stands still until a test moves it. Safe on any thread.</summary>
sealed class ManualTimeProvider : TimeProvider
{
    long ticks = new DateTimeOffset(2024, 4, 12, 7, 30, 0, TimeSpan.Zero).UtcTicks;
    long passed;

    public DateTimeOffset Now => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time passes, and the clock goes with it.</summary>
    public void Advance(TimeSpan by)
    {
        ShiftClock(by);
        Interlocked.Add(ref passed, by.Ticks);
    }

    /// <summary>The clock is set, backwards too, and no time passes.</summary>
    public void ShiftClock(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    // A real timer beside a clock that stands still would make tests that pass by chance.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("This clock rings for nobody: drive the code under test by hand.");
}
