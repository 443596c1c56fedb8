using NgoDashboard.Live.Attendance;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Attendance;

public sealed class ConnectedScreensTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly ConnectedScreens rollCall;

    public ConnectedScreensTests()
    {
        rollCall = new(briefing.LiveBriefing, briefing.Time);
        rollCall.Join("c1", new(null, "Điểm cầu Hải Phòng", "34:31"));
    }

    public void Dispose() => briefing.Dispose();

    [Fact]
    public void Join_Point_IsThereAndHasPaintedNothing()
    {
        var presence = Assert.Single(rollCall.All);

        Assert.Equal(("c1", "Điểm cầu Hải Phòng", "34:31", briefing.Time.Now), (presence.ConnectionId, presence.Owner.Name, presence.Owner.Province, presence.ConnectedAt));
        Assert.Equal((0L, null, null), (presence.PaintedVersion, presence.PaintedAt, presence.Delay));
    }

    [Fact]
    public async Task Painted_TheVersionOnAir_TellsTheDelaySinceItWasTaken()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromMilliseconds(64));

        rollCall.AcknowledgePainted("c1", 2);

        var presence = Assert.Single(rollCall.All);
        Assert.Equal((2L, briefing.Time.Now, TimeSpan.FromMilliseconds(64)), (presence.PaintedVersion, presence.PaintedAt, presence.Delay));
    }

    [Fact]
    public void Painted_VersionThatWasNeverOnAir_CountsForNothing()
    {
        rollCall.AcknowledgePainted("c1", 2);
        rollCall.AcknowledgePainted("c1", long.MaxValue);
        rollCall.AcknowledgePainted("c1", -1);

        Assert.Equal(0, Assert.Single(rollCall.All).PaintedVersion);
    }

    [Fact]
    public async Task Painted_OlderThanWhatItShowsAlready_CountsForNothing()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        rollCall.AcknowledgePainted("c1", 2);
        briefing.Time.Advance(TimeSpan.FromSeconds(9));

        rollCall.AcknowledgePainted("c1", 1);
        rollCall.AcknowledgePainted("c1", 2);

        var presence = Assert.Single(rollCall.All);
        Assert.Equal((2L, (TimeSpan?)TimeSpan.Zero), (presence.PaintedVersion, presence.Delay));
    }

    [Fact]
    public async Task Painted_VersionThatIsOffAirAgain_CountsWithoutADelay()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Take(Restate(National(), Usd(102)));

        rollCall.AcknowledgePainted("c1", 2);

        Assert.Equal((2L, null), Assert.Single(rollCall.All) is var presence ? (presence.PaintedVersion, presence.Delay) : default);
    }

    [Fact]
    public void Painted_ByAConnectionThatIsUnknown_AddsNobody()
    {
        rollCall.AcknowledgePainted("c2", 1);

        Assert.Equal("c1", Assert.Single(rollCall.All).ConnectionId);
    }

    [Fact]
    public void Leave_Point_IsGoneAndItsLateAcknowledgementDoesNotBringItBack()
    {
        rollCall.Leave("c1");
        rollCall.AcknowledgePainted("c1", 1);

        Assert.Empty(rollCall.All);
    }

    [Fact]
    public async Task Painted_ByAScreenThatCameAfterTheTake_TellsTheDelaySinceItCame()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromMinutes(10));
        rollCall.Join("late", new(7, "Điểm cầu Huế"));
        briefing.Time.Advance(TimeSpan.FromMilliseconds(300));

        rollCall.AcknowledgePainted("late", 2);

        Assert.Equal(TimeSpan.FromMilliseconds(300), rollCall.All.Single(presence => presence.ConnectionId == "late").Delay);
    }

    [Fact]
    public void Leave_OfAPointsLastScreen_IsWhenThePointWent()
    {
        rollCall.Join("a", new(7, "Điểm cầu Huế"));
        rollCall.Join("b", new(7, "Điểm cầu Huế"));
        Assert.Null(rollCall.LastLeftAt(7));
        rollCall.Leave("a");
        briefing.Time.Advance(TimeSpan.FromMinutes(2));

        rollCall.Leave("b");

        Assert.Equal(briefing.Time.Now, rollCall.LastLeftAt(7));
    }

    [Fact]
    public async Task Subscriber_WhenAVersionIsTakenThatNobodyPaints_IsToldHalfASecondLater()
    {
        var time = new TestTimeProvider();
        var always = briefing.LiveBriefing.SubscriberCount;
        using var calls = new ConnectedScreens(briefing.LiveBriefing, time);
        var told = 0;
        using (calls.Subscribe(() => Interlocked.Increment(ref told)))
        {
            await briefing.Take(Restate(National(), Usd(101)));
            await Wait.Until(() => Task.FromResult(time.PendingTimers == 1), () => Task.FromResult($"{time.PendingTimers} timers"));
            time.Advance(TimeSpan.FromMilliseconds(499));
            Assert.Equal(0, Volatile.Read(ref told));
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Wait.Until(() => Task.FromResult(Volatile.Read(ref told) == 1), () => Task.FromResult($"told {told} times"));
        }

        // Who is not there any more is not told, and leaves nothing.
        await briefing.Take(Restate(National(), Usd(102)));
        calls.Join("c2", new(null, "Điểm cầu Huế"));
        Assert.Equal((0, 1), (time.PendingTimers, Volatile.Read(ref told)));
        Assert.Equal(always, briefing.LiveBriefing.SubscriberCount);
    }
}
