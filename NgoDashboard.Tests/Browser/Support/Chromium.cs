using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(NgoDashboard.Tests.Browser.Support.Chromium))]

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>One browser for all tests, started by the first that needs it and ended with the run.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // Nothing of the browser's own may ask the network: a request to another host is then one of ours.
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
        "--disable-domain-reliability", "--disable-extensions", "--disable-sync", "--no-first-run", "--no-default-browser-check", "--metrics-recording-only",
        "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,"
        // For each window the browser would prepare pages of its own, to be typed into by nobody: as dear as ours.
        + "AimEnabled,PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
        // A page in the background is still a projector's: its clock and its frames must not be slowed down.
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
        // Builds and other tests may have the processors just then.
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
