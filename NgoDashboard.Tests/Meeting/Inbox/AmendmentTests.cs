using NgoDashboard.Meeting.Inbox;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Meeting.Inbox;

public sealed class AmendmentTests
{
    [Theory]
    [InlineData(AmendmentState.Open, "Accepted Refused Withdrawn")]
    [InlineData(AmendmentState.Accepted, "Open Refused")]
    [InlineData(AmendmentState.Refused, "Open")]
    [InlineData(AmendmentState.Withdrawn, "")]
    public void State_OfAnAmendment_ChangesOnlyAsListedAndNotOnceItIsOnAir(AmendmentState state, string next)
    {
        var amendment = new Amendment(1, LangSon, "Sở Ngoại vụ", "p1", DateTimeOffset.UnixEpoch, InProvince(LangSon), Usd(5), default, "Bổ sung")
        {
            State = state,
        };
        var all = Enum.GetValues<AmendmentState>();

        Assert.Equal(next, string.Join(' ', all.Where(amendment.CanBecome)));
        // Only an accepted one can be on air; from there nothing leads but an undo.
        if (state == AmendmentState.Accepted)
            Assert.DoesNotContain(all, other => (amendment with { AiredInVersion = 7 }).CanBecome(other));
    }
}
