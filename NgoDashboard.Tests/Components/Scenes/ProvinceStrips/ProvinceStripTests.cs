using Bunit;
using NgoDashboard.Access.Scope;
using NgoDashboard.Components.Scenes.ProvinceStrips;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.Scenes.ProvinceStrips;

public sealed class ProvinceStripTests : ComponentTest
{
    [Fact]
    public void Strip_WhereAllProvincesArePublished_HasThePlace() =>
        Assert.Equal("Hải Phòng 2023: 20 triệu USD · hạng 2/3", Strip(SampleData.CreateScene(SceneKinds.Overview), SampleData.CreateSnapshot(
            (SampleData.InProvince(SampleData.LangSon), SampleData.Usd(30_000_000)), (SampleData.InProvince(SampleData.HaiPhong), SampleData.Usd(20_000_000)), (SampleData.InProvince(SampleData.QuangTri), SampleData.Usd(10_000_000)))));

    [Fact]
    public void Strip_AmongFewThatPublished_HasNoPlace() =>
        Assert.Equal("Hải Phòng 2023: 20 triệu USD", Strip(SampleData.CreateScene(SceneKinds.Sectors), SampleData.CreateSnapshot((SampleData.InProvince(SampleData.HaiPhong), SampleData.Usd(20_000_000)))));

    [Fact]
    public void Strip_OfAnUnknownFigure_SaysSoAndNeverAZero() =>
        Assert.Equal("Hải Phòng 2023: chưa công bố", Strip(SampleData.CreateScene(SceneKinds.Overview), SampleData.CreateSnapshot()));

    [Fact]
    public void Strip_OfASector_IsOfThatSector() =>
        Assert.Equal("Hải Phòng 2023: 7 triệu USD", Strip(SampleData.CreateScene(SceneKinds.Provinces) with { Sector = "health" }, SampleData.CreateSnapshot(
            (SampleData.InProvince(SampleData.HaiPhong), SampleData.Usd(20_000_000)), (SampleData.InProvince(SampleData.HaiPhong) with { Sector = "health" }, SampleData.Usd(7_000_000)))));

    [Fact]
    public void Strip_OfTheRankingOfCommitments_IsTheCommitment() =>
        Assert.Equal("Hải Phòng 2023: 9 triệu USD", Strip(SampleData.CreateScene(SceneKinds.Provinces), SampleData.CreateSnapshot((SampleData.InProvince(SampleData.HaiPhong, Measure.Committed), SampleData.Usd(9_000_000)))));

    [Theory]
    [InlineData(SceneKinds.Title, Cover.None)]
    [InlineData(SceneKinds.Text, Cover.None)]
    [InlineData(SceneKinds.Overview, Cover.Blank)]
    public void Strip_OfACard_IsEmpty(string kind, Cover cover) =>
        Assert.Equal("", Strip(SampleData.CreateScene(kind), SampleData.CreateSnapshot((SampleData.InProvince(SampleData.HaiPhong), SampleData.Usd(20_000_000))), cover));

    string Strip(Scene scene, Snapshot snapshot, Cover cover = Cover.None)
    {
        var shown = new BriefingState(7, DateTimeOffset.UnixEpoch, snapshot, scene, [], [], IsRehearsal: false) { Cover = cover };
        var drawn = Render<ProvinceStrip>(parameters => parameters
            .Add(strip => strip.ReadableFigures, ReadableFigures.ForScreensOf(SampleData.HaiPhong, shown))
            .Add(strip => strip.Province, SampleData.HaiPhong)
            .Add(strip => strip.Figure, StripFigure.FindFor(SampleData.HaiPhong, shown)));
        return string.Join(' ', drawn.Find("#own").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
