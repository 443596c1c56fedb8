using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Samples;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>axe finds no violation on any page.</summary>
public sealed class AccessibilityTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    /// <summary>The rule for content outside of landmarks: an open menu is at the end of the page, and closes with the focus.</summary>
    const string OutsideOfLandmarks = "region";

    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Screen_InEveryScene_IsAccessible()
    {
        var screen = await OpenScreen(Server);
        foreach (var kind in SceneKinds.All)
        {
            await screen.WaitUntilPainted(await Server.TakeScene(SampleData.CreateScene(kind)));
            await AssertAccessible(screen.Page, kind);
        }
    }

    [Fact]
    public async Task Screen_HeldCorrectedAndCovered_IsAccessible()
    {
        var screen = await OpenScreen(Server);
        await using var staged = new StageStates();
        // The corrections strip, the held mark and the cards look the same over every scene: one scene of each shape is enough.
        string[] shapes = [SceneKinds.Overview, SceneKinds.Provinces, SceneKinds.Table, SceneKinds.Changes, SceneKinds.Text];
        foreach (var now in StageStates.Generate().Where(now => shapes.Contains(now.Scene.Kind)).DistinctBy(now => (now.Scene.Kind, now.Cover)))
        {
            await staged.Paint(screen.Page, now, DisplayLanguage.Vietnamese);
            await AssertAccessible(screen.Page, $"{now.Cover} {now.Scene}");
        }
    }

    [Fact]
    public async Task Desk_EmptyWithAFigureAndWithARefusal_IsAccessible()
    {
        var desk = new DeskPageObject(await OpenDesk(Server));
        await AssertAccessible(desk.Page, "empty");

        await desk.FindFigure("giai ngan 2020", "Toàn quốc · năm 2020 · giải ngân");
        await AssertAccessible(desk.Page, "a figure");

        await desk.Type("1.234", "Đính chính");
        await desk.Press("Enter");
        await Expect(desk.Alert).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Desk["refused"]);
        await AssertAccessible(desk.Page, "a refusal");
    }

    [Fact]
    public async Task Keys_WithAndWithoutANewOne_AreAccessible()
    {
        var page = await OpenDesk(Server, "/desk/keys");
        await AssertAccessible(page, "keys");

        var province = page.GetByLabel(DisplayLanguage.Vietnamese.Words.Desk["province"], new() { Exact = true });
        await Expect(province).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["key-role"] }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["role-desk"], Exact = true }).ClickAsync();
        // The list closes before the choice is processed: only then does the province's field go.
        await Expect(province).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Textbox, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["key-label"] }).FillAsync("Bàn thứ hai");
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["key-create"] }).ClickAsync();
        await Expect(page.GetByText(DisplayLanguage.Vietnamese.Words.Desk["key-shown-once"])).ToBeVisibleAsync();
        await AssertAccessible(page, "a new key");
    }

    [Fact]
    public async Task Reference_WithARateItsDoubtAndAMerger_IsAccessible()
    {
        var words = DisplayLanguage.Vietnamese.Words.Reference;
        var page = await OpenDesk(Server, "/desk/reference");
        await AssertAccessible(page, "rates");

        await page.GetByRole(AriaRole.Button, new() { Name = words["add-rates"], Exact = true }).First.ClickAsync();
        await page.GetByLabel(words["year"], new() { Exact = true }).FillAsync("2024");
        await page.GetByLabel(words["rate"], new() { Exact = true }).FillAsync("42.164");
        await page.GetByLabel(words["publisher"], new() { Exact = true }).FillAsync("Ngân hàng Nhà nước");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".reference-preview .findings")).ToBeVisibleAsync();
        await AssertAccessible(page, "a doubtful rate");

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".reference-form")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = words["part-sectors"], Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words["merge-of", "Y tế"], Exact = true }).ClickAsync();
        await Expect(page.Locator(".reference-form")).ToBeVisibleAsync();
        await AssertAccessible(page, "a merger");
    }

    [Fact]
    public async Task Points_WithALinkAListAndItsFaultsAndTheirSheet_AreAccessible()
    {
        // A server of its own, because points stay.
        var server = await StartServer();
        var page = await OpenDesk(server, "/desk/points");
        await AssertAccessible(page, "no points");

        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Points["import"] }).ClickAsync();
        var file = page.Locator("input[type=file]");
        await Listening();
        await file.SetInputFilesAsync(List("Điểm A,Lạng Sươn\n,Lạng Sơn\n"));
        await Expect(page.Locator(".faults tbody tr")).ToHaveCountAsync(2);
        await AssertAccessible(page, "faults");
        await Listening();
        await file.SetInputFilesAsync(List("Hội trường UBND tỉnh,Lạng Sơn\nBộ Y tế,\n"));
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Points["import-now"] }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Hội trường UBND tỉnh" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Points["link-show"] }).ClickAsync();
        await Expect(page.Locator(".new-key .qr svg")).ToBeVisibleAsync();
        await AssertAccessible(page, "a point");

        var sheets = await page.Context.NewPageAsync();
        await sheets.GotoAsync("/desk/points/sheets");
        await Expect(sheets.Locator(".sheet")).ToHaveCountAsync(2);
        await AssertAccessible(sheets, "sheets");
        var paper = Encoding.Latin1.GetString(await sheets.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Equal(2, Regex.Count(paper, @"/Type\s*/Page\b"));

        // The link on the sheet signs a screen in.
        var screen = await (await OpenSession(server)).Context.NewPageAsync();
        await screen.GotoAsync(await sheets.Locator(".link").Last.InnerTextAsync());
        Assert.EndsWith("/screen", screen.Url, StringComparison.Ordinal);

        // The file field is rendered before Blazor listens to it; a test is faster than any user.
        Task Listening() => page.WaitForFunctionAsync("() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined");

        static FilePayload List(string lines) => new() { Name = "diem-cau.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("Tên điểm cầu,Tỉnh\n" + lines) };
    }

    [Fact]
    public async Task Agenda_WithItsMenuAndItsDialogAndTheMeetingsPage_AreAccessible()
    {
        // A server of its own, because an agenda stays.
        var server = await StartServer();
        var desk = new DeskPageObject(await OpenDesk(server));
        await AssertAccessible(desk.Page, "no agenda");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["agenda-sample"] }).ClickAsync();
        await Expect(desk.Agenda.Locator("li")).ToHaveCountAsync(10);
        await desk.Press("PageDown");
        await Expect(desk.Agenda.Locator(".mark.next")).ToBeVisibleAsync();
        await AssertAccessible(desk.Page, "an agenda");

        await desk.Agenda.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["item-tools", 2], Exact = true }).PressAsync("Enter");
        await Expect(desk.Page.GetByText(DisplayLanguage.Vietnamese.Words.Desk["move-up"])).ToBeVisibleAsync();
        await AssertAccessible(desk.Page, "a menu", OutsideOfLandmarks);
        await desk.Press("Escape");
        await Expect(desk.Page.GetByText(DisplayLanguage.Vietnamese.Words.Desk["move-up"])).ToHaveCountAsync(0);
        await desk.Press("F4");
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["prepare"] })).ToBeVisibleAsync();
        await AssertAccessible(desk.Page, "a dialog");

        var meeting = await OpenDesk(server, "/desk/meeting");
        await AssertAccessible(meeting, "the meeting");
        await meeting.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["rotation-start"], Exact = true }).ClickAsync();
        await Expect(meeting.Locator(".rotating")).ToBeVisibleAsync();
        await AssertAccessible(meeting, "the meeting in rotation");
    }

    [Fact]
    public async Task RollCall_InEveryView_IsAccessibleAndFollowsWhoComesAndGoes()
    {
        var server = await StartServer();
        var (here, gone) = (await server.IssueKey("screen", "34:20", "Lạng Sơn"), await server.IssueKey("screen", "34:31", "Hải Phòng"));
        await server.IssueKey("screen", "34:96", "Cà Mau");
        await using var screen = await ScreenClient.Open(new(server.Address), here);
        await using var silent = await ScreenClient.Open(new(server.Address), await server.IssueKey("screen", "34:46", "Huế"), acknowledges: false);
        var page = await OpenDesk(server, "/desk/roll-call");
        await using (await ScreenClient.Open(new(server.Address), gone))
            await Expect(page.Locator("h2")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Desk["roll-count", 2, 4, 1]);
        await Expect(page.Locator(".cell.gone")).ToHaveCountAsync(1);
        Assert.Equal(
            ["cell absent", "cell gone", "cell behind", "cell showing"],
            await page.Locator(".cell").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.className)"));
        await AssertAccessible(page, "grid");

        // By keyboard alone.
        await page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["roll-list"], Exact = true }).PressAsync("Enter");
        await Expect(page.Locator(".roll-list tbody th")).ToHaveTextAsync(["Cà Mau", "Hải Phòng", "Huế", "Lạng Sơn"]);
        await AssertAccessible(page, "list");
        await page.GetByRole(AriaRole.Link, new() { Name = $"{DisplayLanguage.Vietnamese.Words.Desk["roll-missing"]} 3" }).PressAsync("Enter");
        await Expect(page.Locator(".roll-list tbody th")).ToHaveTextAsync(["Cà Mau", "Hải Phòng", "Huế"]);
        await page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["roll-map"], Exact = true }).PressAsync("Enter");
        await Expect(page.Locator("live-chart")).ToBeVisibleAsync();
        await AssertAccessible(page, "map");

        var desk = await OpenDesk(server);
        await Expect(desk.Locator("footer .cell.gone")).ToHaveCountAsync(1);
        await AssertAccessible(desk, "the desk's foot");
    }

    [Fact]
    public async Task Province_IsAccessible()
    {
        var visit = await OpenSession(Server);
        var page = await visit.Enter(await Server.IssueKey("province", "34:31", "Sở Ngoại vụ Hải Phòng"), "/province", isInteractive: true);
        await AssertAccessible(page, "province");
    }

    [Fact]
    public async Task Entrance_WithAndWithoutAWrongKey_IsAccessible()
    {
        var visit = await OpenSession(Server);
        var page = await visit.Context.NewPageAsync();
        await page.GotoAsync("/desk");
        await AssertAccessible(page, "entrance");

        // The browser logs every response of 400 and above; this one is expected.
        visit.AllowStatus(401);
        await page.GetByLabel(DisplayLanguage.Vietnamese.Words.Access["key"]).FillAsync("khong-phai-khoa");
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Access["enter"] }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertAccessible(page, "a wrong key");
    }
}
