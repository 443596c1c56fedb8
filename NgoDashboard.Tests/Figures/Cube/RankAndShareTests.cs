using NgoDashboard.Figures.Cube;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Cube;

/// <summary>A province's rank and its share of the national figure.</summary>
public sealed class RankAndShareTests
{
    static readonly (FigureKey, Quantity)[] All = [(InProvince(LangSon), Usd(30)), (InProvince(HaiPhong), Usd(50)), (InProvince(QuangTri), Usd(20))];

    [Fact]
    public void Place_WhereAllArePublished_IsThatOfTheRanking() => Assert.Equal((2, 3), ProvinceRanking.FindRank(CreateSnapshot(All), InProvince(LangSon)));

    [Fact]
    public void Place_AmongSomeThatPublished_IsNone() => Assert.Null(ProvinceRanking.FindRank(CreateSnapshot(All[..2]), InProvince(LangSon)));

    [Fact]
    public void Place_OfEqualValues_IsShared() =>
        Assert.Equal((1, 3), ProvinceRanking.FindRank(CreateSnapshot([(InProvince(LangSon), Usd(50)), .. All[1..]]), InProvince(HaiPhong)));

    [Fact]
    public void Place_OfTheNationAndOfAnOldUnit_IsNone()
    {
        Assert.Null(ProvinceRanking.FindRank(CreateSnapshot(All), National()));
        Assert.Null(ProvinceRanking.FindRank(CreateSnapshot([.. All, (InProvince(OldHaiPhong), Usd(50))]), InProvince(OldHaiPhong)));
    }

    [Fact]
    public void Share_OfAStatedNation_IsExact() => Assert.Equal(new Share(15, IsExact: true), CreateSnapshot([.. All, (National(), Usd(200))]).ShareOfNation(InProvince(LangSon)));

    [Fact]
    public void Share_OfASummedNation_IsOfTheSum() => Assert.Equal(30, CreateSnapshot(All).ShareOfNation(InProvince(LangSon))!.Value.Percent);

    [Fact]
    public void Share_AcrossCurrencies_IsNotExact() =>
        Assert.Equal(new Share(15, IsExact: false), CreateSnapshot([(InProvince(LangSon), Vnd(30 * Rate)), (National(), Usd(200))]).ShareOfNation(InProvince(LangSon)));

    [Fact]
    public void Share_OfAnInexactFigure_IsNotExact() =>
        Assert.False(CreateSnapshot([(National(), Usd(200))]).WithFigures([new(InProvince(LangSon), [CreateStatement(9, Usd(30), qualifier: Qualifier.Over)])]).ShareOfNation(InProvince(LangSon))!.Value.IsExact);

    [Fact]
    public void Share_WhereEitherIsUnknownOrPartial_IsNone()
    {
        Assert.Null(CreateSnapshot([(National(), Usd(200))]).ShareOfNation(InProvince(LangSon)));
        Assert.Null(CreateSnapshot(All[..2]).ShareOfNation(InProvince(LangSon)));
        Assert.Null(CreateSnapshot([(National(), Usd(200)), (InProvince(OldHaiPhong), Usd(20))]).ShareOfNation(InProvince(HaiPhong)));
        Assert.Null(CreateSnapshot([(National(), Usd(0)), (InProvince(LangSon), Usd(0))]).ShareOfNation(InProvince(LangSon)));
        Assert.Null(CreateSnapshot([(National(), Usd(200))]).ShareOfNation(National()));
    }
}
