using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Access.Scope;

public sealed class ReadableFiguresTests
{
    static readonly Snapshot Stated = CreateSnapshot(
    [
        (National(), Usd(100)), (InSector("health"), Usd(40)), (InProvince(LangSon), Usd(30)), (InProvince(OldLangSon), Usd(30)), (InProvince(HaiPhong), Usd(60)), (InProvince(OldHaiPhong), Usd(20)),
        (InProvince(OldHaiDuong), Usd(40)), (InProvince(HaiPhong) with { Sector = "health" }, Usd(7)), (InProvince(QuangTri), Usd(10)),
    ]);

    public static TheoryData<FigureKey> OfOthers => [InProvince(HaiPhong), InProvince(OldHaiPhong), InProvince(OldHaiDuong), InProvince(QuangTri), InProvince(HaiPhong) with { Sector = "health" }];

    [Theory]
    [InlineData(Roles.Province)]
    [InlineData(Roles.Screen)]
    public void Figures_ForAProvince_AreItsOwnThoseBeforeTheMergerAndTheNational(string role) => Assert.Equal(
        [National(), InSector("health"), InProvince(HaiPhong), InProvince(OldHaiPhong), InProvince(OldHaiDuong), InProvince(HaiPhong) with { Sector = "health" }],
        Of(role, HaiPhong).Figures.Select(figure => figure.Key).ToHashSet());

    [Theory]
    [InlineData(Roles.Desk)]
    [InlineData(Roles.Screen)]
    public void Figures_ForTheWholeCountry_AreAll(string role) => Assert.Equal(Stated.Count, Of(role, null).Figures.Count());

    [Fact]
    public void Figures_ForTheStripOfAProvince_AreThoseOfItsScreens() => Assert.Equal(
        Of(Roles.Screen, HaiPhong).Figures.Select(figure => figure.Key),
        ReadableFigures.ForScreensOf(HaiPhong, StateOf(Stated)).Figures.Select(figure => figure.Key));

    [Fact]
    public void Figures_ForAnOfficerOfNoProvince_AreTheNational() =>
        Assert.Equal([National(), InSector("health")], Of(Roles.Province, null).Figures.Select(figure => figure.Key).ToHashSet());

    [Fact]
    public void Figures_ForNobody_AreNone() => Assert.Empty(new ReadableFigures(new(), StateOf(Stated)).Figures);

    [Theory]
    [MemberData(nameof(OfOthers))]
    public void Figure_OfAnotherProvince_IsAsIfNobodyHadPublishedIt(FigureKey other)
    {
        var readable = Of(Roles.Province, LangSon);

        Assert.False(readable.CanRead(other));
        Assert.Null(readable.FindFigure(other));
        Assert.Equal(Total.Unpublished, readable.Total(other));
        Assert.Null(readable.RankOf(other));
        Assert.Null(readable.ShareOfNation(other));
        Assert.Null(readable.ChangedAt(other));
    }

    [Fact]
    public void Figure_OfTheOwnProvince_IsTheSnapshots()
    {
        var (readable, key) = (Of(Roles.Province, HaiPhong), InProvince(HaiPhong));

        Assert.True(readable.CanRead(key));
        Assert.Same(Stated.FindFigure(key), readable.FindFigure(key));
        Assert.Equal(Usd(60), readable.Total(key).Value);
        Assert.Equal((1, 3), readable.RankOf(key));
        Assert.Equal(60, readable.ShareOfNation(key)!.Value.Percent);
        Assert.Equal(DateTimeOffset.UnixEpoch, readable.ChangedAt(key));
    }

    [Theory]
    [InlineData(Roles.Desk, "/desk/reports/a?sheet=&line=1")]
    [InlineData(Roles.Province, null)]
    [InlineData(Roles.Screen, null)]
    public void Source_InsideTheServer_IsLedToForTheDeskAlone(string role, string? expected)
    {
        var inside = CreateStatement(1, Usd(1)) with { Source = new("Sở Ngoại vụ", "a.xlsx, B3", "/desk/reports/a?sheet=&line=1", null) };
        var snapshot = Snapshot.Create(CountryReference, [new(InProvince(HaiPhong), [inside, CreateStatement(2, Usd(2), adopted: false)])]);
        var readable = Of(role, role == Roles.Desk ? null : HaiPhong, snapshot);

        foreach (var figure in (Figure[])[readable.FindFigure(InProvince(HaiPhong))!, .. readable.Figures])
            Assert.Equal([expected, "https://example.org/bai"], figure.Statements.Select(statement => statement.Source.Url));
        Assert.Equal("a.xlsx, B3", readable.FindFigure(InProvince(HaiPhong))!.AdoptedStatement!.Source.Title);
    }

    [Fact]
    public void Total_OfTheNation_IsAddedUpFromAllProvinces()
    {
        var summed = CreateSnapshot([(InProvince(LangSon), Usd(30)), (InProvince(HaiPhong), Usd(60)), (InProvince(QuangTri), Usd(10))]);

        var total = Of(Roles.Province, LangSon, summed).Total(National());

        Assert.Equal((TotalKind.Summed, Usd(100)), (total.Kind, total.Value));
    }

    static ReadableFigures Of(string role, ProvinceCode? province, Snapshot? snapshot = null) =>
        new(new AccessKey("k1", role, province, "Ai đó", DateTimeOffset.UnixEpoch).ToPrincipal("test"), StateOf(snapshot ?? Stated));

    /// <summary>In which every figure has just changed.</summary>
    static BriefingState StateOf(Snapshot snapshot) => new(
        7, DateTimeOffset.UnixEpoch, snapshot, SampleData.CreateScene(SceneKinds.Overview),
        [.. snapshot.Figures.Select(figure => new AiredChange(figure.Key, null, null, null, Qualifier.Exact, DateTimeOffset.UnixEpoch, 7))], [], IsRehearsal: false);
}
