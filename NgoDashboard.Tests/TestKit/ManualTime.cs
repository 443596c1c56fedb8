namespace NgoDashboard.Tests.TestKit;

/// <summary>A clock that stands still until a test moves it, backwards too. Safe on any thread.</summary>
sealed class ManualTime : TimeProvider
{
    long ticks = new DateTimeOffset(2024, 4, 12, 7, 30, 0, TimeSpan.Zero).UtcTicks;

    public DateTimeOffset Now => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Move(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    // A real timer beside a clock that stands still would make tests that pass by chance.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("This clock rings for nobody: drive the code under test by hand.");
}
