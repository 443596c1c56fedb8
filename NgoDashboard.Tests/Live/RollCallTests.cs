using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class RollCallTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100))]);
    readonly RollCall rollCall;

    public RollCallTests()
    {
        rollCall = new(briefing.Air, briefing.Time);
        rollCall.Join("c1", new(null, "Điểm cầu Hải Phòng", "34:31"));
    }

    public void Dispose() => briefing.Dispose();

    [Fact]
    public void Join_Point_IsThereAndHasPaintedNothing()
    {
        var presence = Assert.Single(rollCall.Present);

        Assert.Equal(("c1", "Điểm cầu Hải Phòng", "34:31", briefing.Time.Now), (presence.Connection, presence.Who.Name, presence.Who.Province, presence.Since));
        Assert.Equal((0L, null, null), (presence.Painted, presence.PaintedAt, presence.Delay));
    }

    [Fact]
    public async Task Painted_TheVersionOnAir_TellsTheDelaySinceItWasTaken()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        briefing.Time.Move(TimeSpan.FromMilliseconds(64));

        rollCall.Painted("c1", 2);

        var presence = Assert.Single(rollCall.Present);
        Assert.Equal((2L, briefing.Time.Now, TimeSpan.FromMilliseconds(64)), (presence.Painted, presence.PaintedAt, presence.Delay));
    }

    [Fact]
    public void Painted_VersionThatWasNeverOnAir_CountsForNothing()
    {
        rollCall.Painted("c1", 2);
        rollCall.Painted("c1", long.MaxValue);
        rollCall.Painted("c1", -1);

        Assert.Equal(0, Assert.Single(rollCall.Present).Painted);
    }

    [Fact]
    public async Task Painted_OlderThanWhatItShowsAlready_CountsForNothing()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        rollCall.Painted("c1", 2);
        briefing.Time.Move(TimeSpan.FromSeconds(9));

        rollCall.Painted("c1", 1);
        rollCall.Painted("c1", 2);

        var presence = Assert.Single(rollCall.Present);
        Assert.Equal((2L, (TimeSpan?)TimeSpan.Zero), (presence.Painted, presence.Delay));
    }

    [Fact]
    public async Task Painted_VersionThatIsOffAirAgain_CountsWithoutADelay()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Take(Say(Nation(), Usd(102)));

        rollCall.Painted("c1", 2);

        Assert.Equal((2L, null), Assert.Single(rollCall.Present) is var presence ? (presence.Painted, presence.Delay) : default);
    }

    [Fact]
    public void Painted_ByAConnectionThatIsUnknown_AddsNobody()
    {
        rollCall.Painted("c2", 1);

        Assert.Equal("c1", Assert.Single(rollCall.Present).Connection);
    }

    [Fact]
    public void Leave_Point_IsGoneAndItsLateAcknowledgementDoesNotBringItBack()
    {
        rollCall.Leave("c1");
        rollCall.Painted("c1", 1);

        Assert.Empty(rollCall.Present);
    }

    [Fact]
    public async Task Painted_ByAScreenThatCameAfterTheTake_TellsTheDelaySinceItCame()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        briefing.Time.Move(TimeSpan.FromMinutes(10));
        rollCall.Join("late", new(7, "Điểm cầu Huế"));
        briefing.Time.Move(TimeSpan.FromMilliseconds(300));

        rollCall.Painted("late", 2);

        Assert.Equal(TimeSpan.FromMilliseconds(300), rollCall.Present.Single(presence => presence.Connection == "late").Delay);
    }

    [Fact]
    public void Leave_OfAPointsLastScreen_IsWhenThePointWent()
    {
        rollCall.Join("a", new(7, "Điểm cầu Huế"));
        rollCall.Join("b", new(7, "Điểm cầu Huế"));
        Assert.Null(rollCall.LeftAt(7));
        rollCall.Leave("a");
        briefing.Time.Move(TimeSpan.FromMinutes(2));

        rollCall.Leave("b");

        Assert.Equal(briefing.Time.Now, rollCall.LeftAt(7));
    }

    [Fact]
    public async Task Subscriber_WhenAVersionIsTakenThatNobodyPaints_IsToldHalfASecondLater()
    {
        var time = new RingingTime();
        var always = briefing.Air.Subscribers;
        using var calls = new RollCall(briefing.Air, time);
        var told = 0;
        using (calls.Subscribe(() => Interlocked.Increment(ref told)))
        {
            await briefing.Take(Say(Nation(), Usd(101)));
            await Wait.Until(() => Task.FromResult(time.Waiting == 1), () => Task.FromResult($"{time.Waiting} timers"));
            time.Move(TimeSpan.FromMilliseconds(499));
            Assert.Equal(0, Volatile.Read(ref told));
            time.Move(TimeSpan.FromMilliseconds(1));
            await Wait.Until(() => Task.FromResult(Volatile.Read(ref told) == 1), () => Task.FromResult($"told {told} times"));
        }

        // Who is not there any more is not told, and leaves nothing.
        await briefing.Take(Say(Nation(), Usd(102)));
        calls.Join("c2", new(null, "Điểm cầu Huế"));
        Assert.Equal((0, 1), (time.Waiting, Volatile.Read(ref told)));
        Assert.Equal(always, briefing.Air.Subscribers);
    }
}
