using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Workbooks;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>
/// A report from the file to every screen: chosen, read, questioned, added to the draft, taken as one version, and undone as a whole.
/// </summary>
public sealed class ImportTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Report_DroppedOnTheDesk_IsReviewedAnsweredAndTakenAsOneVersion()
    {
        var server = await StartServer();
        var page = await OpenDesk(server, "/desk/import");
        await AssertAccessible(page, "no file");

        await Choose(page, ("lang-son.xlsx", TextWorkbook.Create("""
            Báo cáo năm 2023 (USD)
            TT|Tỉnh, thành phố|Cam kết năm|Giải ngân trong kỳ
            1|Lạng Xơn|#2000000|#1196137
            2|Cao Bằng|#1000000|#1500000
            3|Hà Giang|#700000|không rõ
            """)), ("ghi-chu.pdf", "%PDF-1.7"u8.ToArray()));
        var review = page.GetByRole(AriaRole.Region, new() { Name = DisplayLanguage.Vietnamese.Words.Reports["review"] }).First;
        await Expect(State(page, "state-asked")).ToContainTextAsync("2");
        await Expect(page.Locator(".import-files .fault")).ToContainTextAsync("Tệp là PDF");
        await Expect(page.Locator(".import-findings .fault")).ToContainTextAsync("Tệp là PDF");
        await AssertAccessible(page, "a review");

        await page.Locator(".import-questions").GetByRole(AriaRole.Button, new() { Name = "Lạng Sơn" }).ClickAsync();
        await Expect(State(page, "state-asked")).ToBeDisabledAsync();
        await Expect(State(page, "state-new")).ToContainTextAsync("3");
        await State(page, "state-doubtful").ClickAsync();
        await Expect(review.Locator("tbody tr.doubtful")).ToHaveCountAsync(2);
        await Expect(review).ToContainTextAsync("1.500.000");
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Reports["accept-all"], Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Reports["send-back-all", 4] }).ClickAsync());
        Assert.Equal(DisplayLanguage.Vietnamese.Words.Reports["send-back-file"] + ".csv", download.SuggestedFilename);
        Assert.Contains("không rõ", await File.ReadAllTextAsync(await download.PathAsync(), Cancellation), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Reports["put", 5] }).ClickAsync();
        await Expect(page.GetByText(DisplayLanguage.Vietnamese.Words.Reports["is-put", 5])).ToBeVisibleAsync();

        var desk = new DeskPageObject(await OpenDesk(server));
        await Expect(desk.Draft).ToContainTextAsync("Lạng Sơn");
        var version = await server.GetVersionOnAir() + 1;
        await desk.Press("F9");
        await desk.Draft.GetByLabel(DisplayLanguage.Vietnamese.Words.Desk["override-reason"]).FillAsync("Theo báo cáo của tỉnh");
        await desk.Press("F9");
        await desk.ExpectTaken(version);
        var figure = await server.GetAdoptedFigure(FigureEdit.ForYear(2023, "disbursed", 0, "USD") with { Province = "63:20" });
        Assert.Equal(1_196_137, figure!.Value.GetProperty("value").GetDecimal());

        // While the field of the reason is there, Ctrl+Z belongs to the field.
        await Expect(desk.Draft.GetByLabel(DisplayLanguage.Vietnamese.Words.Desk["override-reason"])).ToHaveCountAsync(0);
        await desk.Press("Control+z");
        await Wait.Until(async () => await server.GetVersionOnAir() > version, () => Task.FromResult("nothing was undone"));
        Assert.Null(await server.GetAdoptedFigure(FigureEdit.ForYear(2023, "disbursed", 0, "USD") with { Province = "63:20" }));
    }

    [Fact]
    public async Task Page_WithFiles_AsksBeforeItIsLeft()
    {
        var server = await StartServer();
        var page = await OpenDesk(server, "/desk/import");
        await Choose(page, ("a.xlsx", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#5")));
        await Expect(State(page, "state-new")).ToContainTextAsync("1");
        var leave = page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["keys"], Exact = true });

        await leave.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Reports["leave-no"], Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(State(page, "state-new")).ToContainTextAsync("1");
        Assert.EndsWith("/desk/import", page.Url, StringComparison.Ordinal);

        await leave.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Reports["leave-yes"], Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(server.Address + "/desk/keys");
    }

    static ILocator State(IPage page, string state) => page.Locator(".import-states").GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Reports[state] });

    static async Task Choose(IPage page, params (string Name, byte[] Content)[] files)
    {
        // The file field is rendered before Blazor listens to it; a test is faster than any user.
        await page.WaitForFunctionAsync("() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined");
        await page.Locator("input[type=file]").SetInputFilesAsync(files.Select(file => new FilePayload { Name = file.Name, MimeType = "application/octet-stream", Buffer = file.Content }));
    }
}
