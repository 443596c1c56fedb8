using CsCheck;
using NgoDashboard.Figures.Cube;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Cube;

public sealed class ReconciliationTests
{
    [Fact]
    public void Of_PartsWithinTheirWhole_FindsNothing() =>
        Assert.Empty(Reconciliation.FindExcesses(CreateSnapshot([(National(), Usd(10)), (InSector("health"), Usd(4)), (InSector("other"), Usd(6)), (InProvince(HaiPhong), Usd(10))])));

    [Fact]
    public void Of_SectorsOverTheNation_TellsTheirSum() =>
        Assert.Equal(
            [new Excess(National(), Usd(10), Usd(11))],
            Reconciliation.FindExcesses(CreateSnapshot([(National(), Usd(10)), (InSector("health"), Usd(4)), (InSector("other"), Usd(7))])));

    [Fact]
    public void Of_SectorsOfAProvinceOverIt_AreFound() =>
        Assert.Equal(
            [new Excess(InProvince(LangSon), Usd(3), Usd(4))],
            Reconciliation.FindExcesses(CreateSnapshot([(InProvince(LangSon), Usd(3)), (InProvince(LangSon) with { Sector = "health" }, Usd(4))])));

    [Fact]
    public void Of_TwoBases_AreAddedEachOnItsOwn()
    {
        Assert.Empty(Reconciliation.FindExcesses(CreateSnapshot([(National(), Usd(10)), (InProvince(HaiPhong), Usd(6)), (InProvince(OldHaiPhong), Usd(6))])));
        Assert.Equal([Usd(12)], Reconciliation.FindExcesses(CreateSnapshot([(National(), Usd(10)), (InProvince(OldHaiDuong), Usd(6)), (InProvince(OldHaiPhong), Usd(6))])).Select(excess => excess.PartsValue));
    }

    [Fact]
    public void Of_Organisations_MayExceedTogetherButNotAlone()
    {
        var nation = National(Measure.Organisations);

        Assert.Empty(Reconciliation.FindExcesses(CreateSnapshot([(nation, Count(388)), (InProvince(HaiPhong, Measure.Organisations), Count(388)), (InProvince(LangSon, Measure.Organisations), Count(46))])));
        Assert.Equal(
            [new Excess(nation, Count(388), Count(389))],
            Reconciliation.FindExcesses(CreateSnapshot([(nation, Count(388)), (InProvince(HaiPhong, Measure.Organisations), Count(389))])));
    }

    [Fact]
    public void Of_RatesAndCampaigns_AreNoParts() =>
        Assert.Empty(Reconciliation.FindExcesses(CreateSnapshot(
        [
            (National(Measure.DisbursementRate), Percent(71)), (InProvince(LangSon, Measure.DisbursementRate), Percent(90)),
            (National() with { Campaign = "relief" }, Usd(1)), (InProvince(LangSon) with { Campaign = "relief" }, Usd(2)),
        ])));

    [Fact]
    public void Of_PartsInDong_AreHeldAgainstDollarsAtTheRate() =>
        Assert.Equal(Usd(11), Assert.Single(Reconciliation.FindExcesses(CreateSnapshot([(National(), Usd(10)), (InSector("health"), Vnd(11 * Rate))]))).PartsValue);

    [Fact]
    public void Around_AnyFigure_FindsWhatTheWholeSearchFindsThere() => FigureGenerators.Snapshot.Sample(snapshot =>
    {
        var everywhere = Reconciliation.FindExcesses(snapshot).ToHashSet();
        var around = snapshot.Figures.SelectMany(figure => Reconciliation.FindExcessesAround(snapshot, figure.Key)).ToHashSet();

        Assert.Subset(everywhere, around);
        Assert.Subset(around, everywhere);
    });
}
