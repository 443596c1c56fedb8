using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using NgoDashboard.Screens.Hubs;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>What a real screen does with differences, and how it reconnects.</summary>
public sealed partial class ChangesTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    // Makes the jitter predictable, and records and shortens every pause between attempts.
    const string NoChance = """
        Math.random = () => .5;
        globalThis.waits = [];
        const wait = globalThis.setTimeout;
        globalThis.setTimeout = (what, ms, ...more) => {
          const isPause = document.body?.dataset.link === 'lost' && [250, 500, 1000, 1500].includes(ms);
          if (isPause) waits.push(ms);
          return wait(what, isPause ? 20 : ms, ...more);
        };
        """;

    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Difference_ThatDoesNotComeOutRight_IsNotShownAndTheWholeIs()
    {
        await Server.TakeScene("overview", 2023);
        var visit = await OpenSession(Server);
        visit.AllowConsoleText("made something else");
        var (spoilt, opened) = (0, new ConcurrentQueue<string>());
        await visit.Context.RouteWebSocketAsync(new Regex("/hubs/briefing"), route =>
        {
            opened.Enqueue(route.Url);
            route.ConnectToServer().OnMessage(message =>
            {
                var text = message.Text!;
                if (text.Contains("\"Change\"", StringComparison.Ordinal))
                {
                    spoilt++;
                    text = Sum().Replace(text, "\"sum\":1");
                }

                route.Send(text);
            });
        });
        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen"), "/screen"));
        // Once the screen has acknowledged a frame, it is sent differences.
        await screen.WaitUntilPainted(await Edit());

        var version = await Edit();
        await screen.WaitUntilPainted(version);
        await screen.WaitUntilPainted(await Edit());

        Assert.Equal(1, spoilt);
        Assert.Equal(2, opened.Count);
        Assert.DoesNotContain("changes=true", opened.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledgement_OfARealScreen_IsWrittenAsItIsTakenBeforeSignalR()
    {
        await Server.TakeScene("overview", 2023);
        var visit = await OpenSession(Server);
        var sent = new ConcurrentQueue<string>();
        visit.Context.Page += (_, page) => page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent.Enqueue(frame.Text ?? "");
        var screen = new ScreenPageObject(visit, await visit.Enter(await Server.IssueKey("screen", label: "Điểm cầu xác nhận"), "/screen"));

        var version = await Edit();
        await screen.WaitUntilPainted(version);
        await Wait.Until(
            async () => (await Server.GetConnectedScreens()).Any(point => point.Name == "Điểm cầu xác nhận" && point.Painted == version),
            () => Task.FromResult(string.Join('\n', sent)));

        var rest = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Assert.Single(sent, message => message.Contains($"[{version}]", StringComparison.Ordinal))));
        Assert.True(AcknowledgementFastPath.TryParseAcknowledgement(ref rest, out var painted));
        Assert.Equal((version, 0L), (painted, rest.Length));
    }

    [Fact]
    public async Task Screens_ThatLoseTheServer_ComeBackAfterTimesOfChanceThatGrowToThreeSeconds()
    {
        var server = await StartProcess();
        await server.TakeScene("overview", 2023);
        var visit = await OpenSession(server);
        visit.IsServerDown = true;
        await visit.Context.AddInitScriptAsync(NoChance);
        var screen = new ScreenPageObject(visit, await visit.Enter(await server.IssueKey("screen"), "/screen"));
        await Expect(screen.Page.Locator("body[data-link=online]")).ToBeVisibleAsync();
        // Painting waits up to half a second, which would be counted among the pauses.
        await screen.WaitUntilPainted(await server.GetVersionOnAir());

        server.Kill();

        // With a random number of .5 each pause is half of its maximum.
        await screen.Page.WaitForFunctionAsync("() => waits.length >= 5");
        Assert.Equal([250, 500, 1000, 1500, 1500], (await screen.Page.EvaluateAsync<int[]>("() => waits")).Take(5));
    }

    async Task<long> Edit() => await Server.TakeEdits(FigureEdit.ForYear(2023, "countries", 30 + await Server.GetVersionOnAir(), "count") with { Accept = true });

    [GeneratedRegex("\"sum\":[0-9]+")]
    private static partial Regex Sum();
}
