using CsCheck;
using NgoDashboard.Figures;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Figures;

public sealed class RankingTests
{
    [Fact]
    public void Of_SomeUnpublished_RanksTheHighestFirstAndTheUnpublishedLastWithoutAPlace() =>
        Assert.Equal(
            [(1, HaiPhong), (2, LangSon), (null, QuangTri)],
            Places(Cube([(At(LangSon), Usd(5)), (At(HaiPhong), Usd(9))])));

    [Fact]
    public void Of_Zero_HasAPlaceBeforeTheUnpublished() =>
        Assert.Equal([(1, QuangTri), (null, LangSon), (null, HaiPhong)], Places(Cube([(At(QuangTri), Usd(0))])));

    [Fact]
    public void Of_EqualValues_ShareAPlaceAndTheNextIsLeftOut() =>
        Assert.Equal(
            [(1, HaiPhong), (1, QuangTri), (3, LangSon)],
            Places(Cube([(At(LangSon), Usd(5)), (At(HaiPhong), Usd(9)), (At(QuangTri), Usd(9))])));

    [Fact]
    public void Of_TwoCurrencies_ComparesInDollarsAndShowsWhatWasPublished()
    {
        var rows = Ranking.Of(Cube([(At(LangSon), Usd(5)), (At(HaiPhong), Vnd(6 * Rate))]), Nation());

        Assert.Equal([HaiPhong, LangSon], rows.Take(2).Select(row => row.Province.Code));
        Assert.Equal((Vnd(6 * Rate), Usd(6)), (rows[0].Total.Value, rows[0].InDollars));
    }

    [Fact]
    public void Of_OldBasis_IsRolledUp() =>
        Assert.Equal((1, QuangTri), Places(Cube([(At(OldQuangBinh), Usd(5)), (At(OldQuangTri), Usd(5)), (At(LangSon), Usd(9))])).First());

    [Fact]
    public void Of_AnyCube_HasEveryProvinceOnceInFallingOrder() => Gen.Select(Any.Snapshot, Any.Measure).Sample((snapshot, measure) =>
    {
        var rows = Ranking.Of(snapshot, Nation(measure));

        Assert.Equal(Current.Order(), rows.Select(row => row.Province.Code).Order());
        for (var i = 0; i < rows.Count; i++)
        {
            var ahead = rows.Count(other => other.InDollars is { } value && rows[i].InDollars is { } own && value.Minor > own.Minor);
            Assert.Equal(rows[i].InDollars is null ? null : ahead + 1, rows[i].Place);
            Assert.True(i == 0 || (rows[i].Place ?? int.MaxValue) >= (rows[i - 1].Place ?? int.MaxValue));
        }
    });

    static IEnumerable<(int?, ProvinceCode)> Places(Snapshot snapshot) => Ranking.Of(snapshot, Nation()).Select(row => (row.Place, row.Province.Code));
}
