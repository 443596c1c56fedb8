using System.Collections.Concurrent;
using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>
/// A test in a real browser against the real server. At its end it closes its sessions, and fails if anything went wrong in them, whatever
/// else it has asserted.
/// </summary>
[Trait("Tier", "Browser")]
public abstract class BrowserTest(Chromium chromium) : IAsyncDisposable
{
    readonly ConcurrentQueue<BrowserSession> visits = new();
    readonly ConcurrentQueue<BriefingServer> servers = new();

    private protected IEnumerable<BrowserSession> Sessions => visits;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var visit in visits)
            await visit.Context.CloseAsync();
        // After the pages, which would complain about the missing server.
        foreach (var server in servers)
            await server.DisposeAsync();
        GC.SuppressFinalize(this);
        var complaints = visits.SelectMany(visit => visit.Complaints).ToArray();
        if (complaints.Length > 0)
            Assert.Fail($"In the browser:\n{string.Join('\n', complaints)}\nThe server said:\n{string.Join('\n', visits.Select(visit => visit.Server.Output).Distinct())}");
    }

    /// <summary>A server in this process, for this test alone.</summary>
    private protected async Task<BriefingServer> StartServer() => Track(await InProcessServer.Start());

    /// <summary>A server in a process of its own, which the test may kill.</summary>
    private protected async Task<ServerProcess> StartProcess(bool isRehearsal = false) => Track(await ServerProcess.Start(isRehearsal));

    private protected async Task<BrowserSession> OpenSession(BriefingServer server, BrowserNewContextOptions? options = null)
    {
        var visit = await Browser.Support.BrowserSession.Start(await chromium.Browser(), server, options ?? new() { ViewportSize = new() { Width = 1280, Height = 720 } });
        visits.Enqueue(visit);
        return visit;
    }

    /// <summary>Opens the screen of a bridge point and waits until it has painted.</summary>
    private protected async Task<ScreenPageObject> OpenScreen(BriefingServer server, string label = "Điểm cầu thử", BrowserNewContextOptions? options = null, DisplayLanguage? language = null)
    {
        var visit = await OpenSession(server, options);
        var screen = new ScreenPageObject(visit, await visit.Enter(await server.IssueKey("screen", label: label), $"/screen?lang={language ?? DisplayLanguage.Vietnamese}"));
        await screen.WaitUntilPainted(await server.GetVersionOnAir());
        return screen;
    }

    private protected async Task<IPage> OpenDesk(BriefingServer server, string path = "/desk", string key = BriefingServer.DeskKey)
    {
        var visit = await OpenSession(server, new() { ViewportSize = new() { Width = 1600, Height = 1000 } });
        return await visit.Enter(key, path, isInteractive: true);
    }

    /// <summary>Asserts that axe finds no violation on the page as it is now.</summary>
    private protected static async Task AssertAccessible(IPage page, string what, params string[] leftOut)
    {
        // A colour in transition is neither the old nor the new one, and a transition may start while axe runs.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.EvaluateAsync("() => Promise.allSettled(document.getAnimations().filter(animation => animation instanceof CSSTransition).map(animation => animation.finished))");
        var violations = await Axe.Violations(page, leftOut);
        if (violations.Length > 0)
            Assert.Fail($"{what}: {string.Join('\n', violations)}");
    }

    TServer Track<TServer>(TServer server)
        where TServer : BriefingServer
    {
        servers.Enqueue(server);
        return server;
    }

    private protected static void Print(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
