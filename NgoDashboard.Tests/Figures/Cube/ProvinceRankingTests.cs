using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Cube;

public sealed class ProvinceRankingTests
{
    [Fact]
    public void Of_SomeUnpublished_RanksTheHighestFirstAndTheUnpublishedLastWithoutAPlace() =>
        Assert.Equal(
            [(1, HaiPhong), (2, LangSon), (null, QuangTri)],
            Places(CreateSnapshot([(InProvince(LangSon), Usd(5)), (InProvince(HaiPhong), Usd(9))])));

    [Fact]
    public void Of_Zero_HasAPlaceBeforeTheUnpublished() =>
        Assert.Equal([(1, QuangTri), (null, LangSon), (null, HaiPhong)], Places(CreateSnapshot([(InProvince(QuangTri), Usd(0))])));

    [Fact]
    public void Of_EqualValues_ShareAPlaceAndTheNextIsLeftOut() =>
        Assert.Equal(
            [(1, HaiPhong), (1, QuangTri), (3, LangSon)],
            Places(CreateSnapshot([(InProvince(LangSon), Usd(5)), (InProvince(HaiPhong), Usd(9)), (InProvince(QuangTri), Usd(9))])));

    [Fact]
    public void Of_TwoCurrencies_ComparesInDollarsAndShowsWhatWasPublished()
    {
        var rows = ProvinceRanking.RankProvinces(CreateSnapshot([(InProvince(LangSon), Usd(5)), (InProvince(HaiPhong), Vnd(6 * Rate))]), National());

        Assert.Equal([HaiPhong, LangSon], rows.Take(2).Select(row => row.Province.Code));
        Assert.Equal((Vnd(6 * Rate), Usd(6)), (rows[0].Total.Value, rows[0].ComparableValue));
    }

    [Fact]
    public void Of_OldBasis_IsRolledUp() =>
        Assert.Equal((1, QuangTri), Places(CreateSnapshot([(InProvince(OldQuangBinh), Usd(5)), (InProvince(OldQuangTri), Usd(5)), (InProvince(LangSon), Usd(9))])).First());

    [Fact]
    public void Of_AnyCube_HasEveryProvinceOnceInFallingOrder() => Gen.Select(FigureGenerators.Snapshot, FigureGenerators.Measure).Sample((snapshot, measure) =>
    {
        var rows = ProvinceRanking.RankProvinces(snapshot, National(measure));

        Assert.Equal(CurrentProvinces.Order(), rows.Select(row => row.Province.Code).Order());
        for (var i = 0; i < rows.Count; i++)
        {
            var ahead = rows.Count(other => other.ComparableValue is { } value && rows[i].ComparableValue is { } own && value.MinorUnits > own.MinorUnits);
            Assert.Equal(rows[i].ComparableValue is null ? null : ahead + 1, rows[i].Rank);
            Assert.True(i == 0 || (rows[i].Rank ?? int.MaxValue) >= (rows[i - 1].Rank ?? int.MaxValue));
        }
    });

    static IEnumerable<(int?, ProvinceCode)> Places(Snapshot snapshot) => ProvinceRanking.RankProvinces(snapshot, National()).Select(row => (row.Rank, row.Province.Code));
}
