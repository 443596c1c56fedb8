using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NgoDashboard.Components.Shared;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>Scenes as pictures and on paper, made by the server's browser or by the user's own.</summary>
public sealed class SceneFilesTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(3840, 2160)]
    public async Task Picture_OfAScene_IsWhatTheScreenShows(int width, int height)
    {
        var server = briefing.Server;
        var version = await server.TakeScene("years", 2023);
        var screen = await OpenScreen(server, options: new() { ViewportSize = new() { Width = 1920, Height = 1080 }, DeviceScaleFactor = width / 1920f });
        await screen.WaitUntilPainted(version);

        var visit = await OpenSession(server, new() { ViewportSize = new() { Width = 1920, Height = 1080 }, DeviceScaleFactor = width / 1920f });
        var page = await visit.Enter(BriefingServer.DeskKey, PageUrls.Scenes);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("() => Promise.all([...document.querySelectorAll('live-chart')].map(chart => chart.settled))");

        var picture = await server.DeskClient.GetByteArrayAsync($"/api/scenes?format=png&width={width}", Cancellation);

        Assert.Equal((width, height), (Size(picture, 16), Size(picture, 20)));
        Assert.Equal(await screen.Figures(), await page.Locator(".stage > .picture").InnerTextAsync());
        Assert.InRange(await Differing(await page.Context.NewPageAsync(), picture, await page.ScreenshotAsync()), 0, .002);
    }

    [Fact]
    public async Task Agenda_AsPdf_HasASheetForEachSceneWithItsWords()
    {
        var server = await StartServer();
        var desk = new DeskPageObject(await OpenDesk(server));
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["agenda-sample"] }).ClickAsync();
        await Expect(desk.Agenda.Locator("li")).ToHaveCountAsync(10);
        var page = await desk.Page.Context.RunAndWaitForPageAsync(() => desk.Page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["scenes-files"] }).ClickAsync());
        await Expect(page.Locator(".sheet")).ToHaveCountAsync(10);
        await AssertAccessible(page, "the scenes of the agenda");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Record["pdf"] }).ClickAsync());

        Assert.Matches(@"^chuong-trinh-ban-\d+\.pdf$", download.SuggestedFilename);
        AssertSheets(await File.ReadAllBytesAsync((await download.PathAsync())!, Cancellation), 10);
        // The same by the user's own browser.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        AssertSheets(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }), 10);
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        Assert.False(await page.Locator(".figures-form").IsVisibleAsync());
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(1280, 720)]
    public async Task Page_OfTheSceneOnAir_IsWholeAndOffersItsFiles(int width, int height)
    {
        var server = briefing.Server;
        await server.TakeScene("provinces", 2020);
        var visit = await OpenSession(server, new() { ViewportSize = new() { Width = width, Height = height } });
        var page = await visit.Enter(BriefingServer.DeskKey, PageUrls.Scenes);

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        foreach (var (name, ending) in ((string, string)[])[(DisplayLanguage.Vietnamese.Words.Record["xlsx"], "xlsx"), (DisplayLanguage.Vietnamese.Words.Record["csv"], "csv"), (DisplayLanguage.Vietnamese.Words.Record["png", 1920, 1080], "png")])
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("nav, .files").GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync());
            Assert.EndsWith("." + ending, download.SuggestedFilename, StringComparison.Ordinal);
        }

        await page.Locator(".figures-form select[name=year]").SelectOptionAsync("2020");
        var chosen = await page.RunAndWaitForDownloadAsync(() => page.Locator(".figures-form").GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Record["csv"] }).ClickAsync());
        Assert.All((await File.ReadAllLinesAsync((await chosen.PathAsync())!, Cancellation))[1..], line => Assert.StartsWith("năm 2020,", line, StringComparison.Ordinal));
        await AssertAccessible(page, "the scene on air");
    }

    static int Size(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));

    /// <summary>1920×1080 CSS pixels each, which are 1440×810 points.</summary>
    static void AssertSheets(byte[] pdf, int count)
    {
        var text = Encoding.Latin1.GetString(pdf);
        Assert.Equal(count, Regex.Count(text, @"/Type /Page\b"));
        Assert.Equal(count, Regex.Count(text, @"/MediaBox \[0 0 1440(\.\d+)? 810(\.\d+)?\]"));
    }

    /// <summary>The share of the pixels that differ by more than a shade (24 of 255).</summary>
    static Task<double> Differing(IPage blank, byte[] one, byte[] other) => blank.EvaluateAsync<double>(
        """
        async pictures => {
          const [one, other] = await Promise.all(pictures.map(async data => {
            const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
            const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            canvas.drawImage(picture, 0, 0);
            return canvas.getImageData(0, 0, picture.width, picture.height);
          }));
          if (one.width !== other.width || one.height !== other.height) return 1;
          let differing = 0;
          for (let i = 0; i < one.data.length; i += 4)
            if ([0, 1, 2].some(c => Math.abs(one.data[i + c] - other.data[i + c]) > 24)) differing++;
          return differing / (one.width * one.height);
        }
        """,
        new[] { Convert.ToBase64String(one), Convert.ToBase64String(other) });
}
