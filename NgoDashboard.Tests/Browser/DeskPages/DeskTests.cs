using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>An operator corrects a figure by keyboard, and is stopped where a mistake would go on air.</summary>
public sealed class DeskTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    const string QuangTri = "34:44";

    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Edit_WhenTypedAtTheDesk_ReachesAnOpenScreen()
    {
        var place = FigureEdit.ForYear(2031, "disbursed", 0, "VND") with { Province = QuangTri };
        await Server.TakeScene("province", 2031, QuangTri);
        var screen = await OpenScreen(Server);
        var desk = await Operator();

        await desk.FindFigure("quang tri 2031", "Quảng Trị · năm 2031 · giải ngân");
        await desk.Value.FillAsync("105,5");
        await desk.Choose(DisplayLanguage.Vietnamese.Words.Desk["unit"], "tỷ đồng");
        await Expect(desk.Echo).ToContainTextAsync("105.500.000.000 đồng: một trăm linh năm tỷ năm trăm triệu đồng");
        Assert.Null(await Server.GetAdoptedFigure(place));
        await desk.Reason.FillAsync("Điểm cầu Quảng Trị báo");
        var version = await Server.GetVersionOnAir() + 1;
        await desk.Press("Control+Enter");

        await desk.ExpectTaken(version);
        await screen.WaitUntilPainted(version);
        await Expect(screen.Stage.Locator(".kpi[data-chg]")).ToContainTextAsync("105,5");
        await Expect(screen.Stage.Locator(".kpi[data-chg]")).ToContainTextAsync("tỷ đồng");
        await Expect(screen.Latest).ToContainTextAsync("105,5 tỷ đồng");
        Assert.Equal(105_500_000_000, (await Server.GetAdoptedFigure(place))!.Value.GetProperty("value").GetDecimal());
        await Expect(desk.Page.GetByText("Điểm cầu Quảng Trị báo").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Number_WithAnAmbiguousSeparator_IsRefusedWithBothReadings()
    {
        var desk = await Editing(2032, 4_000_000);
        var version = await Server.GetVersionOnAir();

        await desk.Type("1.234", "Đính chính");
        await desk.Press("Enter");

        await Expect(desk.Alert).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Desk["refused"]);
        await Expect(desk.Alert).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Findings["ambiguousSeparators", "1.234", "1.234", "1,234"]);
        Assert.Equal(version, await Server.GetVersionOnAir());
    }

    [Fact]
    public async Task Jump_BeforeItIsConfirmed_IsNotSaved()
    {
        var desk = await Editing(2033, 4_000_000);
        var version = await Server.GetVersionOnAir();

        await desk.Type("40,5", "Đính chính");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["direct"] }).ClickAsync();
        await Expect(desk.Alert).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Findings["jump", "4.000.000 USD", "40.500.000 USD"]);
        Assert.Equal(version, await Server.GetVersionOnAir());
        await desk.Page.Keyboard.TypeAsync("Báo cáo trước nhầm đơn vị");
        await desk.Press("Enter");

        await desk.ExpectTaken(version + 1);
        Assert.Equal(40_500_000, (await Server.GetAdoptedFigure(Place(2033)))!.Value.GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task Edit_OfAFigureThatChangedMeanwhile_IsRefusedAndNamesTheNewValue()
    {
        var desk = await Editing(2034, 4_000_000);
        await desk.Type("4,2", "Đính chính");
        var version = await Server.TakeEdits(Place(2034) with { Value = 4_100_000 });

        // The page says so before anything is submitted.
        await Expect(desk.Editor.GetByText(DisplayLanguage.Vietnamese.Words.Desk["changed-meanwhile", "4,1 triệu USD"])).ToBeVisibleAsync();
        await desk.Press("Enter");

        await Expect(desk.Alert).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Findings["stale", "4.100.000 USD", version]);
        Assert.Equal(version, await Server.GetVersionOnAir());
    }

    [Fact]
    public async Task Scene_WhenTakenAtTheDesk_IsOnEveryScreen()
    {
        await Server.TakeScene("overview", 2023);
        var screen = await OpenScreen(Server);
        var desk = await Operator();
        var version = await Server.GetVersionOnAir();

        // A scene outside of the agenda; nothing is on air before a take.
        await desk.Press("F4");
        await desk.Page.GetByRole(AriaRole.Combobox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["scene-kind"] }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Option, new() { Name = DisplayLanguage.Vietnamese.Words.Stage["scene-sectors"], Exact = true }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["prepare"], Exact = true }).ClickAsync();
        await Expect(desk.Draft).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Stage["title-sectors", 2023]);
        Assert.Equal(version, await Server.GetVersionOnAir());
        // Shortcuts do nothing behind a dialog, and this one closes once its scene is prepared.
        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await desk.Press("F9");

        await desk.ExpectTaken(version + 1);
        await screen.WaitUntilPainted(version + 1);
        await Expect(screen.Stage.Locator("h1")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["title-sectors", 2023]);
    }

    static FigureEdit Place(int year) => FigureEdit.ForYear(year, "disbursed", 0, "USD") with { Province = QuangTri };

    async Task<DeskPageObject> Operator() => new(await OpenDesk(Server));

    /// <summary>Opens the desk with a figure of that value in the editor.</summary>
    async Task<DeskPageObject> Editing(int year, decimal value)
    {
        await Server.TakeEdits(Place(year) with { Value = value, Accept = true });
        var desk = await Operator();
        await desk.FindFigure($"quang tri {year}", $"Quảng Trị · năm {year} · giải ngân");
        return desk;
    }
}
