using System.Globalization;
using System.Security.Claims;
using Bunit;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Components.ProvincePages;
using NgoDashboard.Components.ProvincePanels;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.ProvincePages;

/// <summary>What an officer sees of their own province.</summary>
public sealed class ProvincePageTests : ComponentTest
{
    static readonly (FigureKey, Quantity)[] Published =
        [(National(), Usd(100_000_000)), (InProvince(LangSon), Usd(30_000_000)), (InProvince(HaiPhong), Usd(60_000_000)), (InProvince(QuangTri), Usd(10_000_000))];

    [Fact]
    public void Years_OfTheProvince_HaveValueShareAndPlace()
    {
        var cells = Page([.. Published, (InProvince(HaiPhong, Measure.Committed), Usd(70_000_000))]).FindAll(".own-years tbody tr > *").Select(TextOf).ToArray();

        Assert.Equal(["2023", "60 triệu USD", "70 triệu USD"], cells[..3]);
        Assert.Equal(["60 %", "1/3"], cells[^2..].Select(cell => cell.Replace('\u00A0', ' ')));
    }

    [Fact]
    public void Form_OfTheProvince_IsOfTheYearThatIsChosen()
    {
        var page = Page(Published);
        var thisYear = VietnamTime.LocalDay(Time.GetUtcNow()).Year.ToString(CultureInfo.InvariantCulture);
        Assert.Equal($"/api/form?province={Uri.EscapeDataString(HaiPhong.ToString())}&year={thisYear}", page.Find(".blank-form a").GetAttribute("href"));

        page.Find(".blank-form select").Change("2023");

        Assert.EndsWith("&year=2023", page.Find(".blank-form a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_ThatIsUnknown_IsUnpublishedAndNeverAZero()
    {
        var cells = Page(Published).FindAll(".own-years tbody tr td").Select(TextOf).ToArray();

        Assert.Equal("chưa công bố", cells[1]);
        Assert.DoesNotContain("0", cells);
    }

    [Fact]
    public void Page_WithoutAFigure_SaysSo() => Assert.Contains("Chưa có số liệu nào được công bố.", TextOf(Page([(National(), Usd(100))]).Find("main")), StringComparison.Ordinal);

    [Fact]
    public void Sectors_OfTheYear_AreAPictureOfTheKnownAndATableOfAll()
    {
        var page = Page([.. Published, (InProvince(HaiPhong) with { Sector = "health" }, Usd(7_000_000))]);

        Assert.Equal(["Y tế"], page.FindAll("live-chart#own-sectors tbody th").Select(TextOf));
        Assert.Equal(Sectors.Count, page.FindComponent<ProvinceSectorsTable>().FindAll(".mud-table-container > table > tbody > tr").Count);
    }

    [Fact]
    public void Predecessors_OfAMergedProvince_StandApartAndSummedWithTheNote()
    {
        var rows = Page([(InProvince(OldHaiPhong), Usd(20_000_000)), (InProvince(OldHaiDuong), Usd(10_000_000))]).FindComponent<PredecessorsTable>().FindAll("tbody tr").Select(TextOf).ToArray();

        Assert.Contains("10 triệu USD", rows[0], StringComparison.Ordinal);
        Assert.Contains("20 triệu USD", rows[1], StringComparison.Ordinal);
        Assert.Contains("30 triệu USD", rows[2], StringComparison.Ordinal);
        Assert.Contains("Hải Dương", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhenAYearGetsItsRate_ShowsTheWholeSum()
    {
        var place = InProvince(HaiPhong) with { Period = Period.ForYear(YearWithoutRate) };
        var (page, briefing) = Open((place with { Sector = "health" }, Usd(5)), (place with { Sector = "education" }, Vnd(50_000)), (place with { Sector = "other" }, Usd(5)));
        Assert.Contains("10 USD", TextOf(page.Find(".own-years tbody")), StringComparison.Ordinal);

        await briefing.Execute(new ChangeReferenceCommand(new RateSetting(YearWithoutRate, 25_000, new("Ngân hàng Nhà nước"))));

        page.WaitForAssertion(() => Assert.Contains("12 USD", TextOf(page.Find(".own-years tbody")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Story_WhileTheScreensAreHeld_TellsWhatTheyShow()
    {
        var (page, briefing) = Open(Published);
        await briefing.Take(Restate(InProvince(HaiPhong), Usd(61_000_000), accepted: true));
        await briefing.Execute(new CoverCommand(Cover.Held));
        await briefing.Take(Restate(InProvince(HaiPhong), Usd(62_000_000), accepted: true));

        await page.InvokeAsync(() => page.Find(".own-years tbody td button").Click());

        page.WaitForAssertion(() => Assert.Contains("60 triệu USD → 61 triệu USD", TextOf(page.Find(".figure-details")), StringComparison.Ordinal));
        Assert.DoesNotContain("62", TextOf(page.Find(".figure-details")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_Paused_StandsStillUntilItIsFollowed()
    {
        var (page, briefing) = Open(Published);
        var first = ShownVersion(page);
        await page.InvokeAsync(() => page.Find(".on-air-picture button").Click());

        await briefing.Take(SampleData.CreateScene(SceneKinds.Years));

        page.WaitForAssertion(() => Assert.Contains($"đang phát bản {briefing.State.Version}", TextOf(page.Find(".on-air-picture")), StringComparison.Ordinal));
        Assert.Equal(first, ShownVersion(page));
        await page.InvokeAsync(() => page.Find(".on-air-picture button").Click());
        page.WaitForAssertion(() => Assert.Equal($"{briefing.State.Version}", ShownVersion(page)));
    }

    [Fact]
    public async Task Story_OfAnotherProvince_IsNotOpened()
    {
        var page = Page(Published);

        await page.InvokeAsync(() => page.FindComponents<FigureTable>()[0].Instance.OnChosen.InvokeAsync(InProvince(LangSon)));

        Assert.Empty(page.FindAll(".figure-details"));
        await page.InvokeAsync(() => page.FindComponents<FigureTable>()[0].Instance.OnChosen.InvokeAsync(InProvince(HaiPhong)));
        Assert.Single(page.FindAll(".figure-details"));
    }

    [Fact]
    public async Task Story_DrawnOfAnotherProvince_HasNeitherValueNorHistory()
    {
        var (_, briefing) = Open(Published);
        await briefing.Take(Restate(InProvince(LangSon), Usd(31_000_000), accepted: true));
        var readable = new ReadableFigures(new AccessKey("k1", Roles.Province, HaiPhong, "Cán bộ", DateTimeOffset.UnixEpoch).ToPrincipal("test"), briefing.State);

        var story = Render<FigureDetails>(one => one.Add(part => part.ReadableFigures, readable).Add(part => part.Figure, InProvince(LangSon)));

        Assert.Equal("chưa công bố", TextOf(story.Find(".value")));
        Assert.Empty(story.FindComponents<NgoDashboard.Components.Shared.FigureHistory>());
    }

    IRenderedComponent<ProvincePage> Page(params (FigureKey, Quantity)[] stated) => Open(stated).Page;

    (IRenderedComponent<ProvincePage> Page, TestBriefing Briefing) Open(params (FigureKey, Quantity)[] stated)
    {
        var briefing = AddDeskServices(TestBriefing.Create(stated));
        SignedIn.SetClaims(new Claim(ClaimTypes.NameIdentifier, "k1"), new Claim(ClaimTypes.Role, Roles.Province), new Claim(ClaimsPrincipalExtensions.ProvinceClaim, HaiPhong.ToString()));
        return (Render<ProvincePage>(), briefing);
    }

    static string? ShownVersion(IRenderedComponent<ProvincePage> page) => page.Find(".on-air-picture .stage").GetAttribute("data-version");
}
