using NgoDashboard.Figures;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Figures;

/// <summary>Where a province stands in the country: its place and its share.</summary>
public sealed class StandingTests
{
    static readonly (FigureKey, Quantity)[] All = [(At(LangSon), Usd(30)), (At(HaiPhong), Usd(50)), (At(QuangTri), Usd(20))];

    [Fact]
    public void Place_WhereAllArePublished_IsThatOfTheRanking() => Assert.Equal((2, 3), Ranking.PlaceOf(Cube(All), At(LangSon)));

    [Fact]
    public void Place_AmongSomeThatPublished_IsNone() => Assert.Null(Ranking.PlaceOf(Cube(All[..2]), At(LangSon)));

    [Fact]
    public void Place_OfEqualValues_IsShared() =>
        Assert.Equal((1, 3), Ranking.PlaceOf(Cube([(At(LangSon), Usd(50)), .. All[1..]]), At(HaiPhong)));

    [Fact]
    public void Place_OfTheNationAndOfAnOldUnit_IsNone()
    {
        Assert.Null(Ranking.PlaceOf(Cube(All), Nation()));
        Assert.Null(Ranking.PlaceOf(Cube([.. All, (At(OldHaiPhong), Usd(50))]), At(OldHaiPhong)));
    }

    [Fact]
    public void Share_OfAStatedNation_IsExact() => Assert.Equal(new Share(15, IsExact: true), Cube([.. All, (Nation(), Usd(200))]).ShareOfNation(At(LangSon)));

    [Fact]
    public void Share_OfASummedNation_IsOfTheSum() => Assert.Equal(30, Cube(All).ShareOfNation(At(LangSon))!.Value.Percent);

    [Fact]
    public void Share_AcrossCurrencies_IsNotExact() =>
        Assert.Equal(new Share(15, IsExact: false), Cube([(At(LangSon), Vnd(30 * Rate)), (Nation(), Usd(200))]).ShareOfNation(At(LangSon)));

    [Fact]
    public void Share_OfAnInexactFigure_IsNotExact() =>
        Assert.False(Cube([(Nation(), Usd(200))]).With([new(At(LangSon), [Statement(9, Usd(30), qualifier: Qualifier.Over)])]).ShareOfNation(At(LangSon))!.Value.IsExact);

    [Fact]
    public void Share_WhereEitherIsUnknownOrPartial_IsNone()
    {
        Assert.Null(Cube([(Nation(), Usd(200))]).ShareOfNation(At(LangSon)));
        Assert.Null(Cube(All[..2]).ShareOfNation(At(LangSon)));
        Assert.Null(Cube([(Nation(), Usd(200)), (At(OldHaiPhong), Usd(20))]).ShareOfNation(At(HaiPhong)));
        Assert.Null(Cube([(Nation(), Usd(0)), (At(LangSon), Usd(0))]).ShareOfNation(At(LangSon)));
        Assert.Null(Cube([(Nation(), Usd(200))]).ShareOfNation(Nation()));
    }
}
