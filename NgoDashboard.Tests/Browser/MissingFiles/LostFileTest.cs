using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.MissingFiles;

/// <summary>The way in which a file is lost.</summary>
public enum Loss
{
    /// <summary>The connection breaks.</summary>
    Refused,

    NotFound,

    /// <summary>The response never comes.</summary>
    Hanging,

    /// <summary>The network of the hall answers with a page of its own.</summary>
    AnotherPage,

    Empty,
}

/// <summary>Pages with one file missing: the lists of files, and what is expected of each page.</summary>
public abstract class LostFileTest(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    /// <summary>Every script and style of the screens' page.</summary>
    public static readonly string[] ScreenFiles =
    [
        "css/fonts.css", "css/tokens.css", "css/stage.css", "css/scenes.css",
        "lib/chart.umd.min.js", "lib/signalr.min.js", "lib/idiomorph.min.js", "js/live-chart.js", "js/screen.js",
    ];

    /// <summary>Every script and style of the pages with a circuit: the last is loaded by Blazor.</summary>
    public static readonly string[] DeskFiles =
    [
        "css/fonts.css", "css/tokens.css", "MudBlazor/MudBlazor.min.css", "css/stage.css", "css/scenes.css", "css/desk.css",
        "lib/chart.umd.min.js", "js/live-chart.js", "MudBlazor/MudBlazor.min.js", "js/reconnect.js", "js/desk.js", "js/session.js",
        "_framework/blazor.web.js", "NgoDashboard.lib.module.js",
    ];

    /// <summary>The promised limits.</summary>
    const float NoticeTimeoutMs = 5_000, HealTimeoutMs = 20_000;

    protected const string Map = "lib/vietnam.json";

    private protected BriefingServer Server => briefing.Server;

    /// <summary>The file's address has a fingerprint before one of its dots.</summary>
    static Regex Address(string file) =>
        new($"/{Regex.Escape(file).Replace(@"\.", @"(\.[a-z0-9]{8,})?\.", StringComparison.Ordinal)}$");

    /// <summary>The screen reports it, counts nowhere as showing, and recovers.</summary>
    private protected async Task AssertScreen(string file, Loss loss, string sentence = "incomplete")
    {
        var name = $"Điểm cầu {file} {loss}";
        var version = await Server.TakeScene("provinces", 2023);
        var (page, found) = await OpenWithout("/screen", await Server.IssueKey("screen", label: name), file, loss, sentence);

        // Without the hub's client or the script that uses it there is no connection; otherwise the frame is received but not painted.
        if (file is "lib/signalr.min.js" or "js/screen.js")
            await Expect(page.Locator("#link")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["connecting"]);
        else
            await Wait.Until(async () => await State() == "undrawn", async () => $"{name}: {await State()}");
        version = await Server.TakeScene("provinces", 2022);
        await page.WaitForFunctionAsync("version => document.body.dataset.received === undefined || Number(document.body.dataset.received) >= version", version);
        Assert.NotEqual("showing", await State());

        await AssertHealed(page, found);
        await Wait.Until(async () => await State() == "showing", async () => $"{name}: {await State()}");

        async Task<string?> State() => (await Server.GetConnectedScreens()).FirstOrDefault(point => point.Name == name)?.State;
    }

    /// <summary>The page reports it, shows nothing as on air while it is not connected, and recovers.</summary>
    private protected async Task AssertDesk(string path, string key, string file, Loss loss)
    {
        var (page, found) = await OpenWithout(path, key, file, loss, null);
        if (await page.Locator("#circuit[data-live]").CountAsync() == 0)
            await Expect(page.Locator(".when-live").First).ToBeHiddenAsync();
        await AssertHealed(page, found);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-link", "online");
        await Expect(page.Locator(".when-live").First).ToBeVisibleAsync();
    }

    async Task<(IPage Page, Action Found)> OpenWithout(string path, string key, string file, Loss loss, string? sentence)
    {
        var visit = await OpenSession(Server);
        visit.IsServerDown = visit.AllowsMissingFiles = true;
        visit.AllowStatus(404);
        var isLost = true;
        var withheld = 0;
        await visit.Context.RouteAsync(Address(file), route =>
        {
            if (!isLost)
                return route.ContinueAsync();
            withheld++;
            return loss switch
            {
                Loss.Refused => route.AbortAsync(),
                Loss.NotFound => route.FulfillAsync(new() { Status = 404 }),
                Loss.Hanging => Task.CompletedTask,
                Loss.AnotherPage => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!DOCTYPE html><p>Xin mời đăng nhập mạng" }),
                _ => route.FulfillAsync(new() { ContentType = file.EndsWith("css", StringComparison.Ordinal) ? "text/css" : "text/javascript", Body = "" }),
            };
        });
        await visit.Context.APIRequest.GetAsync($"/enter?key={Uri.EscapeDataString(key)}", new() { MaxRedirects = 0 });
        var page = await visit.Context.NewPageAsync();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        var bar = page.Locator("#watchdog");
        await Expect(bar).ToBeVisibleAsync(new() { Timeout = NoticeTimeoutMs });
        if (sentence is not null)
            await Expect(bar).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage[sentence]);
        Assert.NotEqual(0, withheld);
        return (page, () => isLost = false);
    }

    static async Task AssertHealed(IPage page, Action found)
    {
        await Expect(page.Locator("#watchdog")).ToBeVisibleAsync();
        var since = Stopwatch.StartNew();
        found();
        await Expect(page.Locator("#watchdog")).ToBeHiddenAsync(new() { Timeout = HealTimeoutMs });
        await page.WaitForFunctionAsync("() => globalThis.watchdog.isWhole()", null, new() { Timeout = HealTimeoutMs });
        Print($"healed after {since.Elapsed.TotalSeconds:0.0} s");
    }
}
