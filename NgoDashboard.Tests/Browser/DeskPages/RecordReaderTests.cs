using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>The record of a meeting, on the page and printed.</summary>
public sealed class RecordReaderTests(Chromium chromium) : BrowserTest(chromium)
{
    const string LongReason = "Tỉnh gửi báo cáo bổ sung ngày 11/4/2024, thay cho số liệu đã gửi trong báo cáo quý IV; số mới đã đối chiếu với Kho bạc Nhà nước, "
        + "BáoCáoCóMộtTừRấtDàiKhôngCóChỗNgắtDòngNàoĐểXemTrangGiấyCóBịTrànHayKhôngBáoCáoCóMộtTừRấtDàiKhôngCóChỗNgắtDòng";

    [Fact]
    public async Task Page_OfAMeeting_AgreesWithTheJournalLineByLineAndPrintsWhole()
    {
        var server = await StartServer();
        await using (var point = await ScreenClient.Open(new(server.Address), await server.IssueKey("screen", "34:20", "Điểm cầu Lạng Sơn")))
        {
            await server.TakeScene("sectors", 2020);
            await server.TakeEdits(FigureEdit.ForYear(2023, "organisations", 388, "count"), FigureEdit.ForYear(2023, "countries", 31, "count") with { Accept = true, Reason = LongReason });
            await server.TakeScene("province", 2023, "34:31");
            for (var projects = 20; projects < 45; projects++)
                await server.TakeEdits(FigureEdit.ForYear(2023, "projects", projects, "count") with { Province = "34:31", Accept = true });
            var version = await server.TakeScene("overview", 2023);
            await point.WaitForFrame(version);
            await Wait.Until(async () => (await server.GetConnectedScreens()).All(point => point.Painted == version), async () => string.Join(", ", await server.GetConnectedScreens()));
        }

        await Wait.Until(async () => (await server.GetConnectedScreens()).Count == 0, async () => string.Join(", ", await server.GetConnectedScreens()));
        var page = await Open(server);
        var record = await server.DeskClient.GetAsync("/api/record", Cancellation);
        var rows = (await record.ReadJson()).GetProperty("versions").EnumerateArray().ToArray();

        var shown = page.Locator(".versions tbody tr");
        Assert.Equal(
            rows.Select(row => row.GetProperty("version").GetInt64()).Distinct().Select(version => version.ToString(CultureInfo.InvariantCulture)),
            await shown.Locator("th").AllInnerTextsAsync());
        Assert.Equal(rows.Where(row => Text(row, "event") == "change").Select(Line), await page.Locator(".versions .change > span:first-child").AllInnerTextsAsync());
        foreach (var row in rows)
        {
            var line = shown.And(page.Locator($"[data-version='{row.GetProperty("version")}']"));
            // The journal names no person where the program itself loaded the first figures; the page says what it did.
            await Expect(line).ToContainTextAsync(Text(row, "who") is var who && who == "data" ? "Nạp dữ liệu công bố" : who!);
            await Expect(line).ToContainTextAsync(row.GetProperty("at").GetDateTimeOffset().ToString("HH:mm:ss", CultureInfo.InvariantCulture));
            if (Text(row, "event") == "scene")
                await Expect(line).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Record["scene", Text(row, "title")]);
            if (Text(row, "event") == "change")
                await Expect(line).ToContainTextAsync(DisplayLanguage.Vietnamese.Words.Record["reason", Text(row, "reason")]);
        }

        await Expect(page.GetByText(DisplayLanguage.Vietnamese.Words.Record["no-corrections"])).ToBeVisibleAsync();
        // The overview was on air at the beginning and at the end, with the same parameters.
        await Expect(page.Locator(".agenda tbody tr:not(.group)")).ToHaveCountAsync(3);
        await Expect(page.Locator(".agenda .airing")).ToHaveCountAsync(4);
        await Expect(page.Locator(".attendance tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator(".attendance tbody tr")).ToContainTextAsync("Điểm cầu Lạng Sơn");
        await Expect(page.Locator(".attendance tbody td").Last).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Record["yes"]);

        foreach (var language in DisplayLanguage.All)
        {
            await page.GotoAsync($"/desk/record?lang={language}");
            Assert.Empty(await Axe.Violations(page));
            await AssertPrints(page);
        }
    }

    [Fact]
    public async Task Files_OnThePage_AreThere()
    {
        var server = await StartServer();
        var page = await Open(server);

        foreach (var name in (string[])["csv", "xlsx"])
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Record[name] }).ClickAsync());
            Assert.EndsWith("." + name, download.SuggestedFilename, StringComparison.Ordinal);
            Assert.NotEqual(0, new FileInfo((await download.PathAsync())!).Length);
        }
    }

    [Fact]
    public async Task Desk_LinksToTheRecord()
    {
        var server = await StartServer();
        var desk = await OpenDesk(server);

        await desk.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Desk["record"] }).ClickAsync();

        await desk.WaitForURLAsync("**/desk/record");
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Record["title"]);
    }

    [Fact]
    public async Task Attendance_WhenTheServerIsKilled_IsKeptWithTheGap()
    {
        var server = await StartProcess();
        var key = await server.IssueKey("screen", "34:20", "Điểm cầu Lạng Sơn");
        await using var before = await ScreenClient.Open(new(server.Address), key);
        // Wait until it is on the disk, not only in the roll call: the killed server cannot write it any more.
        await Wait.Until(() => Task.FromResult(Written(server) == 1), () => Task.FromResult($"{Written(server)} rows"));

        await server.Restart();
        var away = Assert.Single(await Attendance(server));
        await using var after = await ScreenClient.Open(new(server.Address), key);
        await Wait.Until(async () => (await server.GetConnectedScreens()).Count == 1, async () => string.Join(", ", await server.GetConnectedScreens()));

        Assert.False(away.GetProperty("connected").GetBoolean());
        var back = Assert.Single(await Attendance(server));
        Assert.Equal((1, true), (back.GetProperty("gaps").GetInt32(), back.GetProperty("connected").GetBoolean()));
    }

    static long Written(BriefingServer server)
    {
        using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=False");
        return connection.ExecuteScalar<long>("SELECT count(*) FROM attendance");
    }

    /// <summary>Nothing exceeds the sheet's width, and the PDF has the expected pages.</summary>
    static async Task AssertPrints(IPage page)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        // A4 without the margins of the style sheet, in CSS pixels.
        await page.SetViewportSizeAsync((210 - 35) * 96 / 25, 1000);
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main, main *')]
              .filter(node => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0)
              .map(node => node.outerHTML.slice(0, 200))
            """));
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Matches(@"/MediaBox \[0 0 59[45]\S* 84[12]\S*\]", pdf);
        Assert.InRange(System.Text.RegularExpressions.Regex.Count(pdf, @"/Type /Page\b"), 2, 9);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(1280, 720);
    }

    async Task<IPage> Open(BriefingServer server) => await (await OpenSession(server)).Enter(BriefingServer.DeskKey, "/desk/record");

    static async Task<IReadOnlyList<JsonElement>> Attendance(BriefingServer server)
    {
        using var response = await server.DeskClient.GetAsync("/api/record", Cancellation);
        return [.. (await response.ReadJson()).GetProperty("attendance").EnumerateArray()];
    }

    static string Line(JsonElement row)
    {
        string Value(string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? DisplayLanguage.Vietnamese.Numbers.FormatNumber(value.GetDecimal(), 2) : DisplayLanguage.Vietnamese.Words.Subject["unpublished"];
        return $"{Text(row, "figure")}: {Value("oldValue")} → {Value("newValue")}";
    }

    static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
