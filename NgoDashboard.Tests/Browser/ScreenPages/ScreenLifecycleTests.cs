using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>The life of a screen: it joins late, marks of changes disappear, and nobody is at the keyboard.</summary>
public sealed class ScreenLifecycleTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Screen_ThatComesLate_StartsAtTheCurrentVersion()
    {
        await Server.TakeScene("overview", 2023);
        var version = await Server.TakeEdits(FigureEdit.ForYear(2023, "organisations", 388, "count"));

        var late = await OpenScreen(Server);

        Assert.Equal(version, await late.Version());
        // Rendered by the server already, so the page does not wait for a frame.
        Assert.Contains($"data-version=\"{version}\"", await (await late.Page.Context.APIRequest.GetAsync("/screen")).TextAsync(), StringComparison.Ordinal);
        await Expect(late.Stage.Locator("main")).ToContainTextAsync("388");
        await Expect(late.Link).ToHaveTextAsync(DisplayLanguage.Vietnamese.Words.Stage["online"]);
    }

    [Fact]
    public async Task Frame_OlderThanThePicture_IsDropped()
    {
        await Server.TakeScene("overview", 2023);
        var visit = await OpenSession(Server);
        var frames = new ConcurrentQueue<string>();
        IWebSocketRoute? line = null;
        await visit.Context.RouteWebSocketAsync(new Regex("/hubs/briefing"), route =>
        {
            line = route;
            route.ConnectToServer().OnMessage(message =>
            {
                // The answer to the handshake may come in one message with the first frame.
                foreach (var part in message.Text!.Split('\u001e').Where(part => part.Contains("\"Show\"", StringComparison.Ordinal)))
                    frames.Enqueue(part + '\u001e');
                route.Send(message.Text!);
            });
        });
        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen"), "/screen"));
        await screen.WaitUntilPainted(await Server.TakeScene("overview", 2021));
        var old = frames.Last();
        var version = await Server.TakeScene("sectors", 2020);
        await screen.WaitUntilPainted(version);

        var titles = await Titles(screen);
        line!.Send(old);

        // Messages keep their order: once a newer frame is painted, the old one has been processed.
        await screen.WaitUntilPainted(await Server.TakeScene("years", 2020));
        Assert.Equal([DisplayLanguage.Vietnamese.Words.Stage["title-sectors", 2020], DisplayLanguage.Vietnamese.Words.Stage["title-years"]], await titles.EvaluateAsync<string[]>("seen => [...new Set(seen)]"));
    }

    [Fact]
    public async Task Mark_OfAChange_IsGoneAfterHalfAMinute()
    {
        await Server.TakeScene("overview", 2022);
        var visit = await OpenSession(Server);
        await visit.Context.AddInitScriptAsync("{ const now = performance.now; globalThis.later = 0; performance.now = () => now.call(performance) + globalThis.later; }");
        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen"), "/screen"));
        await screen.WaitUntilPainted(await Server.TakeEdits(FigureEdit.ForYear(2022, "countries", 30, "count") with { Accept = true }));
        var marks = screen.Stage.Locator("[data-chg]");
        await Expect(marks.First).ToBeAttachedAsync();

        await AdvanceClock(screen, seconds: 18);
        Assert.NotEqual(0, await marks.CountAsync());
        await AdvanceClock(screen, seconds: 18);

        await Expect(marks).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Motion_OfAChange_IsShortAndNoneWhereItIsNotWanted()
    {
        await Server.TakeScene("overview", 2023);
        ScreenPageObject[] screens =
        [
            await OpenScreen(Server),
            await OpenScreen(Server, options: new() { ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1280, Height = 720 } }),
        ];

        var version = await Server.TakeEdits(FigureEdit.ForYear(2023, "committed", 335_000_000 + (await Server.GetVersionOnAir()), "USD") with { Accept = true });

        var longest = new List<double>();
        foreach (var screen in screens)
        {
            await screen.WaitUntilPainted(version);
            longest.Add(await screen.Page.EvaluateAsync<double>(
                """
                () => {
                  const milliseconds = list => Math.max(...list.split(',').map(text => parseFloat(text) * (text.trim().endsWith('ms') ? 1 : 1000)));
                  const styles = [...document.querySelectorAll('body, body *')].flatMap(node => [null, '::before', '::after'].map(part => getComputedStyle(node, part)));
                  const charts = [...document.querySelectorAll('live-chart')].map(chart => chart.chart?.options.animation?.duration ?? 0);
                  return Math.max(0, ...charts, ...styles.map(style => Math.max(milliseconds(style.transitionDuration), milliseconds(style.animationDuration))));
                }
                """));
        }

        Assert.InRange(longest[0], 0, 400);
        Assert.Equal(0, longest[1]);
    }

    [Fact]
    public async Task Screen_IsAPageWithoutACircuit()
    {
        var visit = await OpenSession(Server);
        var addresses = new ConcurrentQueue<string>();
        visit.Context.Request += (_, request) => addresses.Enqueue(request.Url);
        visit.Context.Page += (_, page) => page.WebSocket += (_, socket) => addresses.Enqueue(socket.Url);

        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen"), "/screen"));
        await screen.WaitUntilPainted(await Server.GetVersionOnAir());

        Assert.Contains(addresses, address => address.Contains("/hubs/briefing", StringComparison.Ordinal));
        Assert.DoesNotContain(addresses, address => address.Contains("blazor", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Blazor:", await screen.Page.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Advances the page's clock, and waits for the next update, once a second, which writes the new time.</summary>
    static async Task AdvanceClock(ScreenPageObject screen, int seconds)
    {
        var face = await screen.Page.Locator("#clock").InnerTextAsync();
        await screen.Page.EvaluateAsync("seconds => { globalThis.later += seconds * 1000; }", seconds);
        await Expect(screen.Page.Locator("#clock")).Not.ToHaveTextAsync(face);
    }

    /// <summary>Records every title from now on.</summary>
    static Task<IJSHandle> Titles(ScreenPageObject screen) => screen.Page.EvaluateHandleAsync(
        """
        () => {
          const title = () => document.querySelector('#stage h1').textContent, seen = [title()];
          new MutationObserver(() => seen.push(title())).observe(document.getElementById('stage'), { childList: true, subtree: true, characterData: true });
          return seen;
        }
        """);
}
