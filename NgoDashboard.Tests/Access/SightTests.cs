using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Access;

public sealed class SightTests
{
    static readonly Snapshot Stated = Cube(
    [
        (Nation(), Usd(100)), (In("health"), Usd(40)), (At(LangSon), Usd(30)), (At(OldLangSon), Usd(30)), (At(HaiPhong), Usd(60)), (At(OldHaiPhong), Usd(20)),
        (At(OldHaiDuong), Usd(40)), (At(HaiPhong) with { Sector = "health" }, Usd(7)), (At(QuangTri), Usd(10)),
    ]);

    public static TheoryData<FigureKey> OfOthers => [At(HaiPhong), At(OldHaiPhong), At(OldHaiDuong), At(QuangTri), At(HaiPhong) with { Sector = "health" }];

    [Theory]
    [InlineData(Roles.Province)]
    [InlineData(Roles.Screen)]
    public void Figures_ForAProvince_AreItsOwnThoseBeforeTheMergerAndTheNational(string role) => Assert.Equal(
        [Nation(), In("health"), At(HaiPhong), At(OldHaiPhong), At(OldHaiDuong), At(HaiPhong) with { Sector = "health" }],
        Of(role, HaiPhong).Figures.Select(figure => figure.Key).ToHashSet());

    [Theory]
    [InlineData(Roles.Desk)]
    [InlineData(Roles.Screen)]
    public void Figures_ForTheWholeCountry_AreAll(string role) => Assert.Equal(Stated.Count, Of(role, null).Figures.Count());

    [Fact]
    public void Figures_ForAnOfficerOfNoProvince_AreTheNational() =>
        Assert.Equal([Nation(), In("health")], Of(Roles.Province, null).Figures.Select(figure => figure.Key).ToHashSet());

    [Fact]
    public void Figures_ForNobody_AreNone() => Assert.Empty(new ClaimsPrincipal().Sight(Stated).Figures);

    [Theory]
    [MemberData(nameof(OfOthers))]
    public void Figure_OfAnotherProvince_IsAsIfNobodyHadPublishedIt(FigureKey other)
    {
        var sight = Of(Roles.Province, LangSon);

        Assert.False(sight.May(other));
        Assert.Null(sight.Find(other));
        Assert.Equal(Total.Unpublished, sight.Total(other));
        Assert.Null(sight.Place(other));
        Assert.Null(sight.ShareOfNation(other));
    }

    [Fact]
    public void Figure_OfTheOwnProvince_IsTheSnapshots()
    {
        var (sight, key) = (Of(Roles.Province, HaiPhong), At(HaiPhong));

        Assert.True(sight.May(key));
        Assert.Same(Stated.Find(key), sight.Find(key));
        Assert.Equal(Usd(60), sight.Total(key).Value);
        Assert.Equal((1, 3), sight.Place(key));
        Assert.Equal(60, sight.ShareOfNation(key)!.Value.Percent);
    }

    [Theory]
    [InlineData(Roles.Desk, "/desk/reports/a?sheet=&line=1")]
    [InlineData(Roles.Province, null)]
    [InlineData(Roles.Screen, null)]
    public void Source_InsideTheServer_IsLedToForTheDeskAlone(string role, string? expected)
    {
        var inside = Statement(1, Usd(1)) with { Source = new("Sở Ngoại vụ", "a.xlsx, B3", "/desk/reports/a?sheet=&line=1", null) };
        var snapshot = Snapshot.Of(Country, [new(At(HaiPhong), [inside, Statement(2, Usd(2), adopted: false)])]);
        var sight = Of(role, role == Roles.Desk ? null : HaiPhong, snapshot);

        foreach (var figure in (Figure[])[sight.Find(At(HaiPhong))!, .. sight.Figures])
            Assert.Equal([expected, "https://example.org/bai"], figure.Statements.Select(statement => statement.Source.Url));
        Assert.Equal("a.xlsx, B3", sight.Find(At(HaiPhong))!.Adopted!.Source.Title);
    }

    [Fact]
    public void Total_OfTheNation_IsAddedUpFromAllProvinces()
    {
        var summed = Cube([(At(LangSon), Usd(30)), (At(HaiPhong), Usd(60)), (At(QuangTri), Usd(10))]);

        var total = Of(Roles.Province, LangSon, summed).Total(Nation());

        Assert.Equal((Basis.Summed, Usd(100)), (total.Basis, total.Value));
    }

    static Sight Of(string role, ProvinceCode? province, Snapshot? snapshot = null) =>
        new AccessKey("k1", role, province, "Ai đó", DateTimeOffset.UnixEpoch).Principal("test").Sight(snapshot ?? Stated);
}
