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
}
