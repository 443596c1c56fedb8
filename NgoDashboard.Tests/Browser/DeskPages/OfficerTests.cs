using System.Collections.Concurrent;
using System.Text;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.Isolation;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>Everything that an officer's browser receives, over the circuit too.</summary>
public sealed class OfficerTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    const int MaxClicks = 8;

    const string FetchScript = """
        async () => (await Promise.all(['/api/figures?province=34:31&sources=all', '/api/figures?province=34:31&predecessors=true&format=csv', '/desk/record', '/api/record', '/api/stage', '/screen?province=34:31']
            .map(path => fetch(path).then(answer => answer.text())))).join('\n')
        """;

    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Page_OfAnOfficerOfAnotherProvince_IsToldNothing()
    {
        await Server.TakeEdits(
            FigureEdit.ForYear(2019, "disbursed", SecretMarker.OfASector, "USD") with { Province = "34:31", Sector = "health", Reason = SecretMarker.Words, Accept = true },
            new FigureEdit("2015-01-01", "2017-12-31", "committed", SecretMarker.OfAWindow, "USD") { Province = "34:31", Reason = SecretMarker.Words, Accept = true });
        // The stage shows the last change, so another change follows.
        await Server.TakeEdits(FigureEdit.ForYear(2009, "countries", 40, "count") with { Accept = true });
        await Server.TakeScene("title", 2009);

        Assert.Null(SecretMarker.FindFirst(await ReceivedMessages("34:20")));
        Assert.True(SecretMarker.IsPresent(await ReceivedMessages("34:31")));
    }

    async Task<IReadOnlyCollection<byte[]>> ReceivedMessages(string province)
    {
        var (visit, received) = (await OpenSession(Server), new ConcurrentQueue<byte[]>());
        visit.AllowStatus(403);
        visit.Context.Page += (_, opened) => opened.WebSocket += (_, socket) =>
            socket.FrameReceived += (_, frame) => received.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        var page = await visit.Enter(await Server.IssueKey("province", province, $"Cán bộ {province}"), "/province?province=34:31&own=34:31", isInteractive: true);
        var buttons = page.Locator(".province-page button.link");
        for (var i = 0; i < Math.Min(MaxClicks, await buttons.CountAsync()); i++)
            await buttons.Nth(i).ClickAsync();
        received.Enqueue(Encoding.UTF8.GetBytes(await page.ContentAsync()));
        received.Enqueue(Encoding.UTF8.GetBytes(await page.EvaluateAsync<string>(FetchScript)));
        // Navigation inside the circuit does not request the address from the server.
        var refused = await page.RunAndWaitForResponseAsync(() => page.EvaluateAsync("() => Blazor.navigateTo('/desk/keys')"), answer => answer.Status == 403);
        received.Enqueue(await refused.BodyAsync());
        Assert.Contains(received, bytes => bytes.Length > 1000);
        return received;
    }
}
