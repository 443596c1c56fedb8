using Bunit;
using NgoDashboard.Components.Scenes.Data;
using NgoDashboard.Components.Scenes.Tiles;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.Scenes.Tiles;

public sealed class KpiTests : ComponentTest
{
    [Theory]
    [InlineData(Qualifier.Exact, "228,7")]
    [InlineData(Qualifier.Over, "hơn 228,7")]
    [InlineData(Qualifier.Nearly, "gần 228,7")]
    [InlineData(Qualifier.About, "khoảng 228,7")]
    public void Number_WithAQualifier_IsReadWithIt(Qualifier qualifier, string expected)
    {
        var (title, value, _) = Headline(Tile(Total.FromStatement(SampleData.CreateStatement(1, SampleData.Usd(228_700_000), qualifier: qualifier))), 0);

        Assert.Equal(("Giải ngân triệu USD", expected), (title, value));
    }

    [Fact]
    public void Unknown_IsADashAndItsWords_NeverAZero()
    {
        var drawn = Tile(Total.Unpublished);

        Assert.Equal(("Giải ngân", "—", "chưa công bố"), Headline(drawn, 0));
        Assert.DoesNotContain("0", drawn.Find("section").TextContent, StringComparison.Ordinal);
        Assert.Contains("none", drawn.Find("p.value").ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_ThatWasPublished_IsAZero() =>
        Assert.Equal("0", Headline(Tile(Total.FromStatement(SampleData.CreateStatement(1, SampleData.Count(0)))), 0).Value);

    [Fact]
    public void Percent_IsPartOfTheNumber() =>
        Assert.Equal(("Giải ngân", "68,5 %", ""), Headline(Tile(Total.FromStatement(SampleData.CreateStatement(1, SampleData.Percent(68.5m)))), 0));

    [Fact]
    public void Partial_SaysHowMuchOfItIsKnown()
    {
        var snapshot = SampleData.CreateSnapshot((SampleData.InSector("health"), SampleData.Usd(51_000_000)), (SampleData.InSector("education"), SampleData.Usd(30_900_000)));
        var total = snapshot.GetTotal(SampleData.National());

        Assert.Equal("cộng 2/3 phần đã công bố", Headline(Tile(total, total.SourceNote(snapshot.Reference, DisplayLanguage.Vietnamese)), 0).Note);
    }

    [Fact]
    public void Change_IsMarkedWithItsMoment()
    {
        var drawn = Render<Kpi>(parameters => parameters.Add(kpi => kpi.Title, "Giải ngân").Add(kpi => kpi.Total, Total.Unpublished)
            .Add(kpi => kpi.ChangedAt, DateTimeOffset.FromUnixTimeSeconds(1_712_907_060)));

        Assert.Equal("1712907060", drawn.Find("section").GetAttribute("data-chg"));
        Assert.False(Tile(Total.Unpublished).Find("section").HasAttribute("data-chg"));
    }

    IRenderedComponent<Kpi> Tile(Total total, string? note = null) => Render<Kpi>(parameters => parameters
        .Add(kpi => kpi.Title, "Giải ngân").Add(kpi => kpi.Total, total).Add(kpi => kpi.Note, note));
}
