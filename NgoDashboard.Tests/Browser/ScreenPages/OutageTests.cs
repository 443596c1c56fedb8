using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>The server is killed. Every answered edit is kept, and every page recovers by itself.</summary>
public sealed class OutageTests(Chromium chromium) : BrowserTest(chromium)
{
    const int Edits = 200;
    const int Writers = 4;

    [Fact]
    public async Task Screens_WhileTheServerIsGone_KeepTheirFiguresAndComeBackByThemselves()
    {
        var server = await StartProcess();
        await server.TakeScene("overview", 2023);
        ScreenPageObject[] screens = [await OpenScreen(server, "Điểm cầu Huế"), await OpenScreen(server, "Điểm cầu Cà Mau")];
        var desk = await OpenDesk(server);
        var at = DateTimeOffset.Parse((await server.GetStage()).GetProperty("at").GetString()!, CultureInfo.InvariantCulture);
        var shown = await screens[0].Figures();

        Gone(true);
        server.Kill();

        foreach (var screen in screens)
        {
            await Expect(screen.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["lost"]);
            await Expect(screen.Page.Locator("#age")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["figures-at", at.ToString("HH:mm", CultureInfo.InvariantCulture)]);
            Assert.Equal(shown, await screen.Figures());
        }

        await server.Restart();
        var version = await server.TakeEdits(FigureEdit.ForYear(2023, "organisations", 390, "count"));
        foreach (var screen in screens)
        {
            await screen.WaitUntilPainted(version);
            await Expect(screen.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["online"]);
            await Expect(screen.Stage.Locator("main")).ToContainTextAsync("390");
        }

        await Expect(desk.GetByText(DisplayLanguage.Vietnamese.Words.Desk["on-air", version])).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Gone(false);
        // No page was signed out: a page that is opened again needs no key.
        foreach (var page in screens.Select(screen => screen.Page).Append(desk))
        {
            var path = new Uri(page.Url).AbsolutePath;
            await page.GotoAsync(path);
            Assert.Equal(path, new Uri(page.Url).AbsolutePath);
        }

        void Gone(bool isGone) => Array.ForEach([.. Sessions], visit => visit.IsServerDown = isGone);
    }

    [Fact]
    public async Task Desk_WhoseServerDiesAsItLoads_IsNeverOnAirAndComesBackByItself()
    {
        var server = await StartProcess();
        var visit = await OpenSession(server);
        visit.IsServerDown = visit.AllowsMissingFiles = true;
        // The page is there, but the request by which it would come alive is not answered any more.
        await visit.Context.RouteAsync(
            new Regex("/_blazor/negotiate"),
            route =>
            {
                server.Kill();
                return route.ContinueAsync();
            },
            new() { Times = 1 });
        await visit.Context.APIRequest.GetAsync($"/enter?key={Uri.EscapeDataString(BriefingServer.DeskKey)}", new() { MaxRedirects = 0 });
        var page = await visit.Context.NewPageAsync();

        await page.GotoAsync("/desk");
        await Expect(page.Locator("#watchdog")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["lost"], new() { Timeout = 5_000 });
        await Expect(page.Locator(".air-badge .when-live")).ToBeHiddenAsync();
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();

        await server.Restart();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-link", "online", new() { Timeout = 20_000 });
        await Expect(page.Locator("#watchdog")).ToBeHiddenAsync();
        await Expect(page.GetByText(DisplayLanguage.Vietnamese.Words.Desk["on-air", await server.GetVersionOnAir()])).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_OfAnOfficerWhoseNetworkGoes_SaysSoAtOnceAndComesBackByItself()
    {
        var server = await StartProcess();
        var visit = await OpenSession(server);
        visit.IsServerDown = true;
        var page = await visit.Enter(await server.IssueKey("province", "34:20"), "/province", isInteractive: true);

        await visit.Context.SetOfflineAsync(true);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-link", "lost", new() { Timeout = 5_000 });
        await Expect(page.Locator("#watchdog")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["lost"]);

        await visit.Context.SetOfflineAsync(false);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-link", "online", new() { Timeout = 20_000 });
        await Expect(page.Locator("#watchdog")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Page_OnALineThatCarriesNothing_SaysSoWithinFifteenSeconds()
    {
        var server = await StartProcess();
        var visit = await OpenSession(server);
        visit.IsServerDown = true;
        var page = await visit.Enter(await server.IssueKey("province", "34:20"), "/province", isInteractive: true);

        server.Suspend();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-link", "lost", new() { Timeout = 15_000 });

        server.Resume();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-link", "online", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task Edits_WhenTheServerIsKilledAmongThem_AreKeptIfTheyWereAnswered()
    {
        var server = await StartProcess();
        await server.TakeScene("overview", 2023);
        ScreenPageObject[] screens = [await OpenScreen(server), await OpenScreen(server)];
        Array.ForEach([.. Sessions], visit => visit.IsServerDown = true);
        var answered = new ConcurrentDictionary<int, long>();

        // Each writer sends its edits one after the other; the kill comes while all of them are sending.
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(Write));
        Assert.InRange(answered.Count, Edits / 2, Edits - 1);
        await server.Restart();

        await AssertKept();
        await Task.WhenAll(Enumerable.Range(0, Edits).Where(number => !answered.ContainsKey(number)).Chunk(25)
            .Select(async numbers =>
            {
                foreach (var number in numbers)
                    answered[number] = await server.TakeEdits(Numbered(number));
            }));
        await AssertKept();
        Assert.Equal(Edits, answered.Values.Distinct().Count());
        var version = await server.GetVersionOnAir();
        foreach (var screen in screens)
        {
            await screen.WaitUntilPainted(version);
            Assert.Equal(version, await screen.Version());
            await Expect(screen.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["online"]);
        }

        async Task Write(int writer)
        {
            for (var number = writer; number < Edits; number += Writers)
            {
                try
                {
                    answered[number] = await server.TakeEdits(Numbered(number));
                }
                catch (HttpRequestException)
                {
                    // Not answered: it may be stored or not, and no client was told that it is.
                    return;
                }

                if (answered.Count == Edits / 2)
                    server.Kill();
            }
        }

        async Task AssertKept()
        {
            var rows = (await server.DeskClient.GetFigureRows("?measure=organisations")).Where(row => row.GetProperty("province").GetString()?[..3] == "34:")
                .ToLookup(row => (row.GetProperty("province").GetString(), row.GetProperty("from").GetString()));
            foreach (var (number, version) in answered)
            {
                var edit = Numbered(number);
                var row = Assert.Single(rows[(edit.Province, edit.From)]);
                Assert.Equal((edit.Value, version), (row.GetProperty("value").GetDecimal(), row.GetProperty("version").GetInt64()));
            }
        }
    }

    static readonly string[] Provinces = [.. PublishedData.ReferenceAndFigures.Reference.ProvincesOnBasis(34).Select(province => province.Code.ToString())];

    /// <summary>Every edit belongs to a figure of its own, so that each can be read afterwards.</summary>
    static FigureEdit Numbered(int number) =>
        FigureEdit.ForYear(2031 + (number / Provinces.Length), "organisations", 1000 + number, "count") with { Province = Provinces[number % Provinces.Length], Accept = true };
}
