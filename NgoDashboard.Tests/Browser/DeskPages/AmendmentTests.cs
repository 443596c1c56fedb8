using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>An amendment as three people see it: the officer, the operator, and the audience in another province.</summary>
public sealed class AmendmentTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Request_OfAProvinceAcceptedAtTheDesk_IsPaintedOnAnotherProvincesScreen()
    {
        var server = await StartServer();
        // A scene that shows the figure, on a screen of another province.
        await server.TakeScene(new("province", 2020, SampleData.HaiPhong));
        var screen = await OpenScreen(server, "Điểm cầu Lạng Sơn");
        await Expect(screen.Stage).Not.ToContainTextAsync("95,5");

        var visit = await OpenSession(server, new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var officer = await visit.Enter(await server.IssueKey("province", "34:31", "Sở Ngoại vụ Hải Phòng"), "/province", isInteractive: true);
        await officer.GetByRole(AriaRole.Button, new() { Name = "hơn 93 tỷ đồng" }).First.ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Inbox["amend"], Exact = true }).ClickAsync();
        await officer.GetByLabel(DisplayLanguage.Vietnamese.Words.Inbox["value"]).FillAsync("95,5");
        await officer.GetByLabel(DisplayLanguage.Vietnamese.Words.Inbox["reason"]).FillAsync("Theo báo cáo số 12/BC-SNgV");
        var file = officer.Locator("input[type=file]");
        await file.SetInputFilesAsync(new FilePayload { Name = "bao-cao.pdf", MimeType = "application/pdf", Buffer = "<html>"u8.ToArray() });
        await Expect(officer.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("PDF");
        await file.SetInputFilesAsync(new FilePayload { Name = "bao-cao.pdf", MimeType = "application/pdf", Buffer = SampleUploads.Pdf });
        await Expect(officer.GetByText(DisplayLanguage.Vietnamese.Words.Inbox["attached", "bao-cao.pdf"])).ToBeVisibleAsync();
        await AssertAccessible(officer, "the form");
        await officer.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Inbox["send"] }).ClickAsync();
        var own = officer.GetByRole(AriaRole.Region, new() { Name = DisplayLanguage.Vietnamese.Words.Inbox["own-amendments"] });
        await Expect(own).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Inbox["state-open"]);
        await officer.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Inbox["floor-ask"], Exact = true }).ClickAsync();
        await Expect(officer.GetByText(DisplayLanguage.Vietnamese.Words.Inbox["floor-place", 1])).ToBeVisibleAsync();

        var requests = await OpenDesk(server, "/desk/inbox");
        var download = await requests.RunAndWaitForDownloadAsync(() => requests.GetByRole(AriaRole.Link, new() { Name = "bao-cao.pdf" }).ClickAsync());
        Assert.Equal("bao-cao.pdf", download.SuggestedFilename);
        await AssertAccessible(requests, "requests");

        // The desk: the line in the inbox, the amendment beside its figure, one click, one key.
        var desk = new DeskPageObject(await OpenDesk(server));
        await desk.Page.GetByRole(AriaRole.Region, new() { Name = DisplayLanguage.Vietnamese.Words.Inbox["inbox"], Exact = true }).GetByRole(AriaRole.Button).ClickAsync();
        await AssertAccessible(desk.Page, "a request beside its figure");
        await desk.Editor.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Inbox["accept"] }).ClickAsync();
        await Expect(desk.Draft).ToContainTextAsync("95,5");
        await Expect(own).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Inbox["state-accepted"]);
        var version = await server.GetVersionOnAir() + 1;
        await desk.Press("F9");
        if (await desk.Draft.GetByLabel(DisplayLanguage.Vietnamese.Words.Desk["override-reason"]).CountAsync() > 0)
        {
            await desk.Draft.GetByLabel(DisplayLanguage.Vietnamese.Words.Desk["override-reason"]).FillAsync("Theo đề nghị của địa phương");
            await desk.Press("F9");
        }

        await desk.ExpectTaken(version);
        await screen.WaitUntilPainted(version);
        await Expect(screen.Stage).ToContainTextAsync("95,5");
        await Expect(own).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Inbox["state-aired", version]);
    }
}
