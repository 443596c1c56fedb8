using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Live.Operations;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Operations;

/// <summary>What the desk sees when the server's clock jumps or was wrong.</summary>
public sealed class ClockWatchTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Jump_AheadAndBack_IsToldWithItsSizeItsTimeAndItsVersion()
    {
        using var watch = CreateWatch();
        var before = briefing.Time.GetUtcNow();
        briefing.Time.Advance(TimeSpan.FromSeconds(1));
        watch.Check();
        Assert.Empty(watch.Jumps);

        briefing.Time.ShiftClock(TimeSpan.FromDays(500));
        briefing.Time.Advance(TimeSpan.FromSeconds(1));
        watch.Check();
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.ShiftClock(TimeSpan.FromDays(-500));
        briefing.Time.Advance(TimeSpan.FromSeconds(1));
        watch.Check();
        watch.Check();

        Assert.Equal(
            [new ClockJump(TimeSpan.FromDays(500), before.AddSeconds(2).AddDays(500), 1), new ClockJump(TimeSpan.FromDays(-500), before.AddSeconds(3), 2)],
            watch.Jumps);
    }

    [Fact]
    public void Jump_SmallerThanTheNetworkMakes_IsNone()
    {
        using var watch = CreateWatch();

        for (var i = 0; i < 100; i++)
        {
            briefing.Time.Advance(TimeSpan.FromSeconds(1));
            briefing.Time.ShiftClock(TimeSpan.FromMilliseconds(i % 2 == 0 ? 500 : -400));
            watch.Check();
        }

        Assert.Empty(watch.Jumps);
    }

    [Fact]
    public void Jumps_OfAClockThatIsSetAllTheTime_AreFew()
    {
        using var watch = CreateWatch();

        for (var i = 0; i < 50; i++)
        {
            briefing.Time.ShiftClock(TimeSpan.FromHours(1));
            watch.Check();
        }

        Assert.Equal(5, watch.Jumps.Count);
    }

    [Fact]
    public async Task Stamp_OfTheFutureAtTheStart_IsToldUntilItIsRead()
    {
        briefing.Time.ShiftClock(TimeSpan.FromDays(500));
        await briefing.Take(Restate(National(), Usd(101)));
        var stamp = briefing.State.TakenAt;
        briefing.Time.ShiftClock(TimeSpan.FromDays(-500));
        briefing.Restart();
        using var watch = CreateWatch();
        var notified = new TaskCompletionSource();
        using var subscription = watch.Subscribe(notified.SetResult);

        Assert.Equal(new FutureStamp(2, stamp, TimeSpan.FromDays(500)), watch.FutureStamp);
        watch.Acknowledge();

        Assert.Null(watch.FutureStamp);
        await notified.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Stamp_OfThePastAtTheStart_IsNotTold()
    {
        briefing.Time.Advance(TimeSpan.FromDays(3));
        briefing.Restart();

        using var watch = CreateWatch();

        Assert.Null(watch.FutureStamp);
    }

    ClockWatch CreateWatch() => new(briefing.LiveBriefing, briefing.Time, NullLogger<ClockWatch>.Instance);
}
