using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>The bytes that a bridge point's line must carry, as the browser's network layer counts them.</summary>
public sealed class PageWeightTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    const int MaxSceneBytes = 350 * 1024;
    const int MaxUpdateBytes = 1024;

    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Scene_LoadedForTheFirstTime_WeighsAtMost350Kilobytes()
    {
        foreach (var kind in SceneKinds.All)
        {
            await Server.TakeScene(SampleData.CreateScene(kind));
            var (screen, line) = await Open();
            await screen.Page.EvaluateAsync("async () => { await document.fonts.ready; }");

            Print($"first load of {kind}: {Kilobytes(line.LoadedBytes)} over the wire");
            Assert.InRange(line.LoadedBytes, 1, MaxSceneBytes);
        }
    }

    [Fact]
    public async Task Update_OfTheOverview_WeighsAtMost1Kilobyte()
    {
        await Server.TakeScene("overview", 2023);
        var (screen, line) = await Open();
        var before = line.Frames.Count;

        await screen.WaitUntilPainted(await Server.TakeEdits(FigureEdit.ForYear(2023, "disbursed", 231_000_000 + await Server.GetVersionOnAir(), "USD") with { Accept = true }));

        var update = Assert.Single(line.Frames.Skip(before));
        Print($"update of the overview: {update} bytes in one message");
        Assert.InRange(update, 1, MaxUpdateBytes);
    }

    async Task<(ScreenPageObject Screen, NetworkCounter Line)> Open()
    {
        var visit = await OpenSession(Server);
        var key = await Server.IssueKey("screen");
        // Signed in first, because the sign-in page is not part of a scene; it loads nothing that the screen uses.
        await visit.Context.APIRequest.GetAsync($"/enter?key={Uri.EscapeDataString(key)}", new() { MaxRedirects = 0 });
        var page = await visit.Context.NewPageAsync();
        var line = await NetworkCounter.Attach(page);
        await page.GotoAsync("/screen");
        var screen = new ScreenPageObject(visit, page);
        await screen.WaitUntilPainted(await Server.GetVersionOnAir());
        return (screen, line);
    }

    static string Kilobytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:0.0} KB");

    /// <summary>Counts in the browser's network layer: headers and compressed bodies, and each hub message with a frame in it.</summary>
    sealed class NetworkCounter
    {
        readonly Lock gate = new();
        readonly List<int> frames = [];
        double loaded;

        public double LoadedBytes
        {
            get
            {
                lock (gate)
                    return loaded;
            }
        }

        public IReadOnlyList<int> Frames
        {
            get
            {
                lock (gate)
                    return [.. frames];
            }
        }

        public static async Task<NetworkCounter> Attach(IPage page)
        {
            var line = new NetworkCounter();
            var session = await page.Context.NewCDPSessionAsync(page);
            session.Event("Network.loadingFinished").OnEvent += (_, message) =>
            {
                lock (line.gate)
                    line.loaded += message!.Value.GetProperty("encodedDataLength").GetDouble();
            };
            session.Event("Network.webSocketFrameReceived").OnEvent += (_, message) =>
            {
                var text = message!.Value.GetProperty("response").GetProperty("payloadData").GetString()!;
                if (!text.Contains("\"Show\"", StringComparison.Ordinal) && !text.Contains("\"Change\"", StringComparison.Ordinal))
                    return;
                lock (line.gate)
                    line.frames.Add(Encoding.UTF8.GetByteCount(text));
            };
            await session.SendAsync("Network.enable");
            return line;
        }
    }
}
