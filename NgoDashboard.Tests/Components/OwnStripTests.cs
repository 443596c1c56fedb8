using Bunit;
using NgoDashboard.Components.Scenes;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Components;

public sealed class OwnStripTests : Drawn
{
    [Fact]
    public void Strip_WhereAllProvincesArePublished_HasThePlace() =>
        Assert.Equal("Hải Phòng 2023: 20 triệu USD · hạng 2/3", Strip(Sample.Of(SceneKinds.Overview), Sample.Cube(
            (Sample.At(Sample.LangSon), Sample.Usd(30_000_000)), (Sample.At(Sample.HaiPhong), Sample.Usd(20_000_000)), (Sample.At(Sample.QuangTri), Sample.Usd(10_000_000)))));

    [Fact]
    public void Strip_AmongFewThatPublished_HasNoPlace() =>
        Assert.Equal("Hải Phòng 2023: 20 triệu USD", Strip(Sample.Of(SceneKinds.Sectors), Sample.Cube((Sample.At(Sample.HaiPhong), Sample.Usd(20_000_000)))));

    [Fact]
    public void Strip_OfAnUnknownFigure_SaysSoAndNeverAZero() =>
        Assert.Equal("Hải Phòng 2023: chưa công bố", Strip(Sample.Of(SceneKinds.Overview), Sample.Cube()));

    [Fact]
    public void Strip_OfASector_IsOfThatSector() =>
        Assert.Equal("Hải Phòng 2023: 7 triệu USD", Strip(Sample.Of(SceneKinds.Provinces) with { Sector = "health" }, Sample.Cube(
            (Sample.At(Sample.HaiPhong), Sample.Usd(20_000_000)), (Sample.At(Sample.HaiPhong) with { Sector = "health" }, Sample.Usd(7_000_000)))));

    [Fact]
    public void Strip_OfTheRankingOfCommitments_IsTheCommitment() =>
        Assert.Equal("Hải Phòng 2023: 9 triệu USD", Strip(Sample.Of(SceneKinds.Provinces), Sample.Cube((Sample.At(Sample.HaiPhong, Measure.Committed), Sample.Usd(9_000_000)))));

    [Theory]
    [InlineData(SceneKinds.Title, Cover.None)]
    [InlineData(SceneKinds.Text, Cover.None)]
    [InlineData(SceneKinds.Overview, Cover.Blank)]
    public void Strip_OfACard_IsEmpty(string kind, Cover cover) =>
        Assert.Equal("", Strip(Sample.Of(kind), Sample.Cube((Sample.At(Sample.HaiPhong), Sample.Usd(20_000_000))), cover));

    string Strip(Scene scene, Snapshot snapshot, Cover cover = Cover.None) => string.Join(' ', Render<OwnStrip>(parameters => parameters
        .Add(strip => strip.Now, new OnAir(7, DateTimeOffset.UnixEpoch, snapshot, scene, [], [], IsRehearsal: false) { Cover = cover })
        .Add(strip => strip.Province, Sample.HaiPhong)).Find("#own").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
