using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Cube;

/// <summary>Figures of the 63 basis shown on the 34 basis.</summary>
public sealed class RollUpTests
{
    static readonly FigureKey[] OldUnits = [.. OldProvinces.Select(province => InProvince(province))];

    [Fact]
    public void Total_MergedUnit_IsTheSumOfItsPredecessors() => FigureGenerators.AllWithValues(OldUnits).Sample(stated =>
    {
        var snapshot = CreateSnapshot(stated);
        foreach (var current in CurrentProvinces)
        {
            var predecessors = CountryReference.PredecessorsOf(current).Select(province => province.Code).ToArray();
            var total = snapshot.GetTotal(InProvince(current));

            Assert.Equal(stated.Where(pair => predecessors.Contains(pair.Key.Province!.Value)).Sum(pair => pair.Value.MinorUnits), total.Value!.Value.MinorUnits);
            Assert.Equal(predecessors, total.Predecessors);
        }
    });

    [Fact]
    public void Total_AllProvinces_IsTheSameOnBothBases() => FigureGenerators.SomeWithValues(OldUnits).Sample(stated =>
    {
        var snapshot = CreateSnapshot(stated);

        Assert.Equal(Sum(ProvinceCode.OldBasis), Sum(ProvinceCode.CurrentBasis));

        long Sum(int basis) => snapshot.TotalsByProvince(National(), basis).Sum(row => row.Total.Value?.MinorUnits ?? 0);
    });

    [Fact]
    public void Total_OnePredecessorKnown_IsPartialAndNamesIt()
    {
        var total = CreateSnapshot([(InProvince(OldHaiPhong), Usd(7))]).GetTotal(InProvince(HaiPhong));

        Assert.Equal((TotalKind.Partial, Usd(7), 1, 2), (total.Kind, total.Value, total.KnownPartCount, total.PartCount));
        Assert.Equal([OldHaiPhong], total.Predecessors);
    }

    [Fact]
    public void Total_StatedOnTheNewBasis_StandsBeforeItsPredecessors()
    {
        var total = CreateSnapshot([(InProvince(OldHaiPhong), Usd(7)), (InProvince(HaiPhong), Usd(9))]).GetTotal(InProvince(HaiPhong));

        Assert.Equal((TotalKind.Stated, Usd(9), false), (total.Kind, total.Value, total.IsRolledUp));
    }

    [Theory]
    [InlineData(Measure.Organisations)]
    [InlineData(Measure.Countries)]
    [InlineData(Measure.Projects)]
    [InlineData(Measure.NonProjects)]
    public void Total_CountOfAMergedUnit_IsNotAddedUp(Measure measure) =>
        Assert.Equal(
            TotalKind.Unpublished, CreateSnapshot([(InProvince(OldHaiPhong, measure), Count(3)), (InProvince(OldHaiDuong, measure), Count(4))]).GetTotal(InProvince(HaiPhong, measure)).Kind);

    [Fact]
    public void Total_UnitThatDidNotMerge_CarriesEveryMeasureOver() => FigureGenerators.Measure.SelectMany(measure => FigureGenerators.QuantityFor(measure), (measure, value) => (measure, value)).Sample((measure, value) =>
    {
        var total = CreateSnapshot([(InProvince(OldLangSon, measure), value)]).GetTotal(InProvince(LangSon, measure));

        Assert.Equal((TotalKind.Stated, value), (total.Kind, total.Value));
        Assert.Equal([OldLangSon], total.Predecessors);
    });

    [Fact]
    public void Total_CodeOfAnotherProvinceOnTheOtherBasis_IsNotMixedUp()
    {
        // 44 was Quảng Bình and is Quảng Trị.
        var total = CreateSnapshot([(InProvince(OldQuangBinh), Usd(3)), (InProvince(OldQuangTri), Usd(4))]).GetTotal(InProvince(QuangTri));

        Assert.Equal(Usd(7), total.Value);
        Assert.Equal(Usd(3), CreateSnapshot([(InProvince(OldQuangBinh), Usd(3))]).GetTotal(InProvince(OldQuangBinh)).Value);
    }
}
