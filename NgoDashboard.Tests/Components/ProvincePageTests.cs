using System.Globalization;
using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using NgoDashboard.Access;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.Province;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Components;

/// <summary>What an officer reads of the own province.</summary>
public sealed class ProvincePageTests : Drawn
{
    static readonly (FigureKey, Quantity)[] Published =
        [(Nation(), Usd(100_000_000)), (At(LangSon), Usd(30_000_000)), (At(HaiPhong), Usd(60_000_000)), (At(QuangTri), Usd(10_000_000))];

    [Fact]
    public void Years_OfTheProvince_HaveValueShareAndPlace()
    {
        var cells = Page([.. Published, (At(HaiPhong, Measure.Committed), Usd(70_000_000))]).FindAll(".own-years tbody tr > *").Select(Text).ToArray();

        Assert.Equal(["2023", "60 triệu USD", "70 triệu USD"], cells[..3]);
        Assert.Equal(["60 %", "1/3"], cells[^2..].Select(cell => cell.Replace('\u00A0', ' ')));
    }

    [Fact]
    public void Form_OfTheProvince_IsOfTheYearThatIsChosen()
    {
        var page = Page(Published);
        var thisYear = VietNam.Day(Time.GetUtcNow()).Year.ToString(CultureInfo.InvariantCulture);
        Assert.Equal($"/api/form?province={Uri.EscapeDataString(HaiPhong.ToString())}&year={thisYear}", page.Find(".blank-form a").GetAttribute("href"));

        page.Find(".blank-form select").Change("2023");

        Assert.EndsWith("&year=2023", page.Find(".blank-form a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_ThatIsUnknown_IsUnpublishedAndNeverAZero()
    {
        var cells = Page(Published).FindAll(".own-years tbody tr td").Select(Text).ToArray();

        Assert.Equal("chưa công bố", cells[1]);
        Assert.DoesNotContain("0", cells);
    }

    [Fact]
    public void Page_WithoutAFigure_SaysSo() => Assert.Contains("Chưa có số liệu nào được công bố.", Text(Page([(Nation(), Usd(100))]).Find("main")), StringComparison.Ordinal);

    [Fact]
    public void Sectors_OfTheYear_AreAPictureOfTheKnownAndATableOfAll()
    {
        var page = Page([.. Published, (At(HaiPhong) with { Sector = "health" }, Usd(7_000_000))]);

        Assert.Equal(["Y tế"], page.FindAll("live-chart#own-sectors tbody th").Select(Text));
        Assert.Equal(Sectors.Count, page.FindComponent<OwnSectors>().FindAll(".mud-table-container > table > tbody > tr").Count);
    }

    [Fact]
    public void Predecessors_OfAMergedProvince_StandApartAndSummedWithTheNote()
    {
        var rows = Page([(At(OldHaiPhong), Usd(20_000_000)), (At(OldHaiDuong), Usd(10_000_000))]).FindComponent<Predecessors>().FindAll("tbody tr").Select(Text).ToArray();

        Assert.Contains("10 triệu USD", rows[0], StringComparison.Ordinal);
        Assert.Contains("20 triệu USD", rows[1], StringComparison.Ordinal);
        Assert.Contains("30 triệu USD", rows[2], StringComparison.Ordinal);
        Assert.Contains("Hải Dương", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Story_WhileTheScreensAreHeld_TellsWhatTheyShow()
    {
        var (page, briefing) = Open(Published);
        await briefing.Take(Say(At(HaiPhong), Usd(61_000_000), accepted: true));
        await briefing.Do(new CoverWish(Cover.Held));
        await briefing.Take(Say(At(HaiPhong), Usd(62_000_000), accepted: true));

        await page.InvokeAsync(() => page.Find(".own-years tbody td button").Click());

        page.WaitForAssertion(() => Assert.Contains("60 triệu USD → 61 triệu USD", Text(page.Find(".story")), StringComparison.Ordinal));
        Assert.DoesNotContain("62", Text(page.Find(".story")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_Paused_StandsStillUntilItIsFollowed()
    {
        var (page, briefing) = Open(Published);
        var first = Shown(page);
        await page.InvokeAsync(() => page.Find(".on-air-picture button").Click());

        await briefing.Take(Sample.Of(SceneKinds.Years));

        page.WaitForAssertion(() => Assert.Contains($"đang phát bản {briefing.Now.Version}", Text(page.Find(".on-air-picture")), StringComparison.Ordinal));
        Assert.Equal(first, Shown(page));
        await page.InvokeAsync(() => page.Find(".on-air-picture button").Click());
        page.WaitForAssertion(() => Assert.Equal($"{briefing.Now.Version}", Shown(page)));
    }

    [Fact]
    public async Task Story_OfAnotherProvince_IsNotOpened()
    {
        var page = Page(Published);

        await page.InvokeAsync(() => page.FindComponents<FigureTable>()[0].Instance.OnChosen.InvokeAsync(At(LangSon)));

        Assert.Empty(page.FindAll(".story"));
        await page.InvokeAsync(() => page.FindComponents<FigureTable>()[0].Instance.OnChosen.InvokeAsync(At(HaiPhong)));
        Assert.Single(page.FindAll(".story"));
    }

    [Fact]
    public async Task Story_DrawnOfAnotherProvince_HasNeitherValueNorHistory()
    {
        var (_, briefing) = Open(Published);
        await briefing.Take(Say(At(LangSon), Usd(31_000_000), accepted: true));
        var sight = new AccessKey("k1", Roles.Province, HaiPhong, "Cán bộ", DateTimeOffset.UnixEpoch).Principal("test").Sight(briefing.Now.Snapshot);

        var story = Render<FigureStory>(one => one.Add(part => part.Sight, sight).Add(part => part.Figure, At(LangSon)).Add(part => part.Version, briefing.Now.Version));

        Assert.Equal("chưa công bố", Text(story.Find(".value")));
        Assert.Empty(story.FindComponents<NgoDashboard.Components.Desk.FigureHistory>());
    }

    IRenderedComponent<ProvincePage> Page(params (FigureKey, Quantity)[] stated) => Open(stated).Page;

    (IRenderedComponent<ProvincePage> Page, TestBriefing Briefing) Open(params (FigureKey, Quantity)[] stated)
    {
        var briefing = Work(TestBriefing.Of(stated));
        SignedIn.SetClaims(new Claim(ClaimTypes.NameIdentifier, "k1"), new Claim(ClaimTypes.Role, Roles.Province), new Claim(Holder.ProvinceClaim, HaiPhong.ToString()));
        return (Render<ProvincePage>(), briefing);
    }

    static string? Shown(IRenderedComponent<ProvincePage> page) => page.Find(".on-air-picture .stage").GetAttribute("data-version");
}
