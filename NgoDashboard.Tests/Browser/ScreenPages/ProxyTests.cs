using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>Networks that are not ours: a proxy that blocks WebSockets, or streams too, and a projector with a wrong clock.</summary>
public sealed class ProxyTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    // Acts like a proxy that does not know them and answers with something else.
    const string NoWebSockets = "globalThis.WebSocket = class extends WebSocket { constructor(url) { super(url.replace('/hubs/', '/no-hubs/')); } };";
    const string NoStreams = "globalThis.EventSource = class extends EventSource { constructor(url) { super(url.replace('/hubs/', '/no-hubs/')); } };";

    // Three hours ahead, and corrected while the page is open.
    const string WrongClock = "{ const now = Date.now; globalThis.wrong = 3 * 3600e3; Date.now = () => now.call(Date) + globalThis.wrong; }";

    BriefingServer Server => briefing.Server;

    [Theory]
    [InlineData("text/event-stream", NoWebSockets)]
    [InlineData("application/octet-stream", NoWebSockets + NoStreams)]
    public async Task Screen_BehindAProxyThatForbids_IsPaintedAndUpdatedAllTheSame(string answered, string forbidden)
    {
        await Server.TakeScene("overview", 2023);
        var visit = await OpenSession(Server);
        // The browser logs that something was refused; the page must not.
        visit.IsServerDown = true;
        visit.AllowStatus(404);
        var answers = new ConcurrentQueue<string?>();
        visit.Context.Response += (_, response) =>
        {
            if (response.Ok && response.Url.Contains("/hubs/briefing?", StringComparison.Ordinal) && response.Request.Method == "GET")
                answers.Enqueue(response.Headers.GetValueOrDefault("content-type"));
        };
        await visit.Context.AddInitScriptAsync(forbidden);

        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen", "34:20"), "/screen"));
        var version = await Server.TakeEdits(FigureEdit.ForYear(2023, "countries", 30 + (await Server.GetVersionOnAir()), "count") with { Accept = true });
        await screen.WaitUntilPainted(version);

        await Expect(screen.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["online"]);
        await Expect(screen.Stage.Locator("#own")).ToContainTextAsync("Lạng Sơn");
        Assert.Equal([answered], answers.Distinct());
        await Wait.Until(
            async () => (await Server.GetConnectedScreens()).Any(point => point.Painted == version),
            async () => string.Join(", ", (await Server.GetConnectedScreens()).Select(point => $"{point.Name}: {point.Painted}")));
    }

    [Fact]
    public async Task Screen_BehindAProxyThatGathersAnswers_IsPaintedByEventsAndKeepsToThem()
    {
        await Server.TakeScene("overview", 2023);
        await using var proxy = await BufferingProxy.StartInFrontOf(Server);
        var visit = await OpenSession(proxy);
        // The browser logs that WebSockets were refused; the page must not.
        visit.IsServerDown = true;
        visit.AllowStatus(404);
        var (transports, sockets) = (new ConcurrentQueue<string?>(), new ConcurrentQueue<string>());
        visit.Context.Response += (_, response) =>
        {
            if (response.Ok && response.Url.Contains("/hubs/briefing?", StringComparison.Ordinal) && response.Request.Method == "GET")
                transports.Enqueue(response.Headers.GetValueOrDefault("content-type"));
        };
        visit.Context.Page += (_, page) => page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);

        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen", "34:20"), "/screen"));
        await screen.WaitUntilPainted(await Server.TakeEdits(FigureEdit.ForYear(2023, "countries", 30 + (await Server.GetVersionOnAir()), "count") with { Accept = true }));
        await Expect(screen.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["online"]);
        Assert.NotEmpty(sockets);

        // Once known, the transport that worked is tried first.
        sockets.Clear();
        await screen.Page.ReloadAsync();
        await screen.WaitUntilPainted(await Server.TakeEdits(FigureEdit.ForYear(2023, "countries", 30 + (await Server.GetVersionOnAir()), "count") with { Accept = true }));
        Assert.Empty(sockets);
        Assert.Equal(["text/event-stream"], transports.Distinct());
        await screen.Page.CloseAsync();
    }

    [Fact]
    public async Task Desk_BehindAProxyThatClosesWebSockets_SaysSoAndHealsWhenItLetsThemBe()
    {
        var visit = await OpenSession(Server);
        visit.IsServerDown = visit.AllowsMissingFiles = true;
        var closes = true;
        await visit.Context.RouteWebSocketAsync(new Regex("/_blazor"), route =>
        {
            // Opened and closed at the first message: if it were refused at once, Blazor would do without it, by long polling.
            if (closes)
                route.OnMessage(_ => route.CloseAsync(new() { Code = 1001 }));
            else
                route.ConnectToServer();
        });

        var page = await visit.Enter(BriefingServer.DeskKey, "/desk");
        await Expect(page.Locator("#watchdog")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["lost"], new() { Timeout = 8_000 });
        await Expect(page.Locator(".air-badge")).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["not-connected"], new() { UseInnerText = true });
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();

        closes = false;
        await Expect(page.Locator("body[data-link=online]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(page.Locator("#watchdog")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Clock_OfAProjectorThatGoesWrong_IsTheServersAllTheSame()
    {
        await Server.TakeScene("overview", 2023);
        var visit = await OpenSession(Server);
        await visit.Context.AddInitScriptAsync(WrongClock);

        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen"), "/screen"));
        await screen.WaitUntilPainted(await Server.GetVersionOnAir());
        await AssertRight(screen);

        // Corrected while the page is open.
        await screen.Page.EvaluateAsync("() => { globalThis.wrong = 0; }");
        var face = await screen.Page.Locator("#clock").InnerTextAsync();
        await Expect(screen.Page.Locator("#clock")).Not.ToHaveTextAsync(face);
        await AssertRight(screen);
    }

    static async Task AssertRight(ScreenPageObject screen)
    {
        var face = TimeOnly.ParseExact(await screen.Page.Locator("#clock").InnerTextAsync(), "HH:mm:ss", CultureInfo.InvariantCulture);
        var late = (TimeOnly.FromDateTime(DateTime.UtcNow.AddHours(7)) - face).TotalSeconds;
        Assert.InRange(late > 43_200 ? late - 86_400 : late, -5, 30);
    }
}
