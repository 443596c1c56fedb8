using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(NgoDashboard.Tests.Browser.Support.Chromium))]

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>One browser for all tests, started by the first that needs it and closed at the end of the run.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The browser itself must not use the network, so that any request to another host is one of ours.
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
        "--disable-domain-reliability", "--disable-extensions", "--disable-sync", "--no-first-run", "--no-default-browser-check", "--metrics-recording-only",
        "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,"
        // The browser would prepare pages of its own for each window, which cost as much as ours.
        + "AimEnabled,PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
        // A page in the background acts as a projector's: its timers and frames must not be slowed down.
        "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
    ];

    readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(Start);

    public async Task<IBrowser> Browser() => (await started.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated || !started.Value.IsCompletedSuccessfully)
            return;
        var (playwright, browser) = await started.Value;
        await browser.CloseAsync();
        playwright.Dispose();
    }

    static async Task<(IPlaywright, IBrowser)> Start()
    {
        // Builds and other tests may occupy the processors.
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        try
        {
            var path = InstalledChromium.Locate(playwright.Chromium.ExecutablePath);
            return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments, ChromiumSandbox = false }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }
}
