using NgoDashboard.Live.Attendance;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Attendance;

public sealed class ConnectedScreensTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly ConnectedScreens connectedScreens;

    public ConnectedScreensTests()
    {
        connectedScreens = new(briefing.LiveBriefing, briefing.Time);
        connectedScreens.Join("c1", new(null, "Điểm cầu Hải Phòng", "34:31"));
    }

    public void Dispose() => briefing.Dispose();

    [Fact]
    public void Join_Point_IsThereAndHasPaintedNothing()
    {
        var screen = Assert.Single(connectedScreens.All);

        Assert.Equal(("c1", "Điểm cầu Hải Phòng", "34:31", briefing.Time.GetUtcNow()), (screen.ConnectionId, screen.Owner.Name, screen.Owner.Province, screen.ConnectedAt));
        Assert.Equal((0L, null, null), (screen.PaintedVersion, screen.PaintedAt, screen.Delay));
    }

    [Fact]
    public async Task Painted_TheVersionOnAir_TellsTheDelaySinceItWasTaken()
    {
        // The screen was connected long before: its delay counts from the take.
        briefing.Time.Advance(TimeSpan.FromSeconds(9));
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromMilliseconds(64));

        connectedScreens.AcknowledgePainted("c1", 2);

        var screen = Assert.Single(connectedScreens.All);
        Assert.Equal((2L, briefing.Time.GetUtcNow(), TimeSpan.FromMilliseconds(64)), (screen.PaintedVersion, screen.PaintedAt, screen.Delay));
    }

    [Fact]
    public void Painted_VersionThatWasNeverOnAir_CountsForNothing()
    {
        connectedScreens.AcknowledgePainted("c1", 2);
        connectedScreens.AcknowledgePainted("c1", long.MaxValue);
        connectedScreens.AcknowledgePainted("c1", -1);

        Assert.Equal(0, Assert.Single(connectedScreens.All).PaintedVersion);
    }

    [Fact]
    public async Task Painted_OlderThanWhatItShowsAlready_CountsForNothing()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        connectedScreens.AcknowledgePainted("c1", 2);
        briefing.Time.Advance(TimeSpan.FromSeconds(9));

        connectedScreens.AcknowledgePainted("c1", 1);
        connectedScreens.AcknowledgePainted("c1", 2);

        var screen = Assert.Single(connectedScreens.All);
        Assert.Equal((2L, (TimeSpan?)TimeSpan.Zero), (screen.PaintedVersion, screen.Delay));
    }

    [Fact]
    public async Task Painted_VersionThatIsOffAirAgain_CountsWithoutADelay()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Take(Restate(National(), Usd(102)));

        connectedScreens.AcknowledgePainted("c1", 2);

        Assert.Equal((2L, null), Assert.Single(connectedScreens.All) is var screen ? (screen.PaintedVersion, screen.Delay) : default);
    }

    [Fact]
    public void Painted_ByAConnectionThatIsUnknown_AddsNobody()
    {
        connectedScreens.AcknowledgePainted("c2", 1);

        Assert.Equal("c1", Assert.Single(connectedScreens.All).ConnectionId);
    }

    [Fact]
    public void Leave_Point_IsGoneAndItsLateAcknowledgementDoesNotBringItBack()
    {
        connectedScreens.Leave("c1");
        connectedScreens.AcknowledgePainted("c1", 1);

        Assert.Empty(connectedScreens.All);
    }

    [Fact]
    public async Task Painted_ByAScreenThatCameAfterTheTake_TellsTheDelaySinceItCame()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromMinutes(10));
        connectedScreens.Join("late", new(7, "Điểm cầu Huế"));
        briefing.Time.Advance(TimeSpan.FromMilliseconds(300));

        connectedScreens.AcknowledgePainted("late", 2);

        Assert.Equal(TimeSpan.FromMilliseconds(300), connectedScreens.All.Single(screen => screen.ConnectionId == "late").Delay);
    }

    [Fact]
    public void Leave_OfAPointsLastScreen_IsWhenThePointWent()
    {
        connectedScreens.Join("a", new(7, "Điểm cầu Huế"));
        connectedScreens.Join("b", new(7, "Điểm cầu Huế"));
        Assert.Null(connectedScreens.LastLeftAt(7));
        connectedScreens.Leave("a");
        briefing.Time.Advance(TimeSpan.FromMinutes(2));

        connectedScreens.Leave("b");

        Assert.Equal(briefing.Time.GetUtcNow(), connectedScreens.LastLeftAt(7));
    }

    [Fact]
    public async Task Subscriber_WhenAVersionIsTakenThatNobodyPaints_IsToldHalfASecondLater()
    {
        var always = briefing.LiveBriefing.SubscriberCount;
        using var otherScreens = new ConnectedScreens(briefing.LiveBriefing, briefing.Time);
        var notifications = 0;
        using (otherScreens.Subscribe(() => Interlocked.Increment(ref notifications)))
        {
            await briefing.Take(Restate(National(), Usd(101)));
            await Wait.Until(() => Task.FromResult(briefing.Time.PendingTimers == 1), () => Task.FromResult($"{briefing.Time.PendingTimers} timers"));
            briefing.Time.Advance(TimeSpan.FromMilliseconds(499));
            Assert.Equal(0, Volatile.Read(ref notifications));
            briefing.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Wait.Until(() => Task.FromResult(Volatile.Read(ref notifications) == 1), () => Task.FromResult($"told {notifications} times"));
        }

        // A disposed subscription gets no notification and leaves no timer.
        await briefing.Take(Restate(National(), Usd(102)));
        otherScreens.Join("c2", new(null, "Điểm cầu Huế"));
        Assert.Equal((0, 1), (briefing.Time.PendingTimers, Volatile.Read(ref notifications)));
        Assert.Equal(always, briefing.LiveBriefing.SubscriberCount);
    }
}
