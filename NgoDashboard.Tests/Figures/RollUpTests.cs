using CsCheck;
using NgoDashboard.Figures;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Figures;

/// <summary>Figures of the 63 units of old on the 34 units of today.</summary>
public sealed class RollUpTests
{
    static readonly FigureKey[] OldUnits = [.. Old.Select(province => At(province))];

    [Fact]
    public void Total_MergedUnit_IsTheSumOfItsPredecessors() => Any.AllOf(OldUnits).Sample(stated =>
    {
        var snapshot = Cube(stated);
        foreach (var current in Current)
        {
            var predecessors = Country.Predecessors(current).Select(province => province.Code).ToArray();
            var total = snapshot.Total(At(current));

            Assert.Equal(stated.Where(one => predecessors.Contains(one.Key.Province!.Value)).Sum(one => one.Value.Minor), total.Value!.Value.Minor);
            Assert.Equal(predecessors, total.Predecessors);
        }
    });

    [Fact]
    public void Total_AllProvinces_IsTheSameOnBothBases() => Any.SomeOf(OldUnits).Sample(stated =>
    {
        var snapshot = Cube(stated);

        Assert.Equal(Sum(ProvinceCode.Old), Sum(ProvinceCode.Current));

        long Sum(int basis) => snapshot.ByProvince(Nation(), basis).Sum(row => row.Total.Value?.Minor ?? 0);
    });

    [Fact]
    public void Total_OnePredecessorKnown_IsPartialAndNamesIt()
    {
        var total = Cube([(At(OldHaiPhong), Usd(7))]).Total(At(HaiPhong));

        Assert.Equal((Basis.Partial, Usd(7), 1, 2), (total.Basis, total.Value, total.Known, total.Of));
        Assert.Equal([OldHaiPhong], total.Predecessors);
    }

    [Fact]
    public void Total_StatedOnTheNewBasis_StandsBeforeItsPredecessors()
    {
        var total = Cube([(At(OldHaiPhong), Usd(7)), (At(HaiPhong), Usd(9))]).Total(At(HaiPhong));

        Assert.Equal((Basis.Stated, Usd(9), false), (total.Basis, total.Value, total.IsRolledUp));
    }

    [Theory]
    [InlineData(Measure.Organisations)]
    [InlineData(Measure.Countries)]
    [InlineData(Measure.Projects)]
    [InlineData(Measure.NonProjects)]
    public void Total_CountOfAMergedUnit_IsNotAddedUp(Measure measure) =>
        Assert.Equal(
            Basis.Unpublished, Cube([(At(OldHaiPhong, measure), Count(3)), (At(OldHaiDuong, measure), Count(4))]).Total(At(HaiPhong, measure)).Basis);

    [Fact]
    public void Total_UnitThatDidNotMerge_CarriesEveryMeasureOver() => Any.Measure.SelectMany(measure => Any.Of(measure), (measure, value) => (measure, value)).Sample((measure, value) =>
    {
        var total = Cube([(At(OldLangSon, measure), value)]).Total(At(LangSon, measure));

        Assert.Equal((Basis.Stated, value), (total.Basis, total.Value));
        Assert.Equal([OldLangSon], total.Predecessors);
    });

    [Fact]
    public void Total_CodeOfAnotherProvinceOnTheOtherBasis_IsNotMixedUp()
    {
        // 44 was Quảng Bình and is Quảng Trị.
        var total = Cube([(At(OldQuangBinh), Usd(3)), (At(OldQuangTri), Usd(4))]).Total(At(QuangTri));

        Assert.Equal(Usd(7), total.Value);
        Assert.Equal(Usd(3), Cube([(At(OldQuangBinh), Usd(3))]).Total(At(OldQuangBinh)).Value);
    }
}
