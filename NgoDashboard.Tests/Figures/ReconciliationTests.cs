using CsCheck;
using NgoDashboard.Figures;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Figures;

public sealed class ReconciliationTests
{
    [Fact]
    public void Of_PartsWithinTheirWhole_FindsNothing() =>
        Assert.Empty(Reconciliation.Of(Cube([(Nation(), Usd(10)), (In("health"), Usd(4)), (In("other"), Usd(6)), (At(HaiPhong), Usd(10))])));

    [Fact]
    public void Of_SectorsOverTheNation_TellsTheirSum() =>
        Assert.Equal(
            [new Excess(Nation(), Usd(10), Usd(11))],
            Reconciliation.Of(Cube([(Nation(), Usd(10)), (In("health"), Usd(4)), (In("other"), Usd(7))])));

    [Fact]
    public void Of_SectorsOfAProvinceOverIt_AreFound() =>
        Assert.Equal(
            [new Excess(At(LangSon), Usd(3), Usd(4))],
            Reconciliation.Of(Cube([(At(LangSon), Usd(3)), (At(LangSon) with { Sector = "health" }, Usd(4))])));

    [Fact]
    public void Of_TwoBases_AreAddedEachOnItsOwn()
    {
        Assert.Empty(Reconciliation.Of(Cube([(Nation(), Usd(10)), (At(HaiPhong), Usd(6)), (At(OldHaiPhong), Usd(6))])));
        Assert.Equal([Usd(12)], Reconciliation.Of(Cube([(Nation(), Usd(10)), (At(OldHaiDuong), Usd(6)), (At(OldHaiPhong), Usd(6))])).Select(excess => excess.Parts));
    }

    [Fact]
    public void Of_Organisations_MayExceedTogetherButNotAlone()
    {
        var nation = Nation(Measure.Organisations);

        Assert.Empty(Reconciliation.Of(Cube([(nation, Count(388)), (At(HaiPhong, Measure.Organisations), Count(388)), (At(LangSon, Measure.Organisations), Count(46))])));
        Assert.Equal(
            [new Excess(nation, Count(388), Count(389))],
            Reconciliation.Of(Cube([(nation, Count(388)), (At(HaiPhong, Measure.Organisations), Count(389))])));
    }

    [Fact]
    public void Of_RatesAndCampaigns_AreNoParts() =>
        Assert.Empty(Reconciliation.Of(Cube(
        [
            (Nation(Measure.DisbursementRate), Percent(71)), (At(LangSon, Measure.DisbursementRate), Percent(90)),
            (Nation() with { Campaign = "relief" }, Usd(1)), (At(LangSon) with { Campaign = "relief" }, Usd(2)),
        ])));

    [Fact]
    public void Of_PartsInDong_AreHeldAgainstDollarsAtTheRate() =>
        Assert.Equal(Usd(11), Assert.Single(Reconciliation.Of(Cube([(Nation(), Usd(10)), (In("health"), Vnd(11 * Rate))]))).Parts);

    [Fact]
    public void Around_AnyFigure_FindsWhatTheWholeSearchFindsThere() => Any.Snapshot.Sample(snapshot =>
    {
        var everywhere = Reconciliation.Of(snapshot).ToHashSet();
        var around = snapshot.Figures.SelectMany(figure => Reconciliation.Around(snapshot, figure.Key)).ToHashSet();

        Assert.Subset(everywhere, around);
        Assert.Subset(around, everywhere);
    });
}
