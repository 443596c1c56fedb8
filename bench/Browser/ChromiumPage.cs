using System.Text.Json;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Language;
using PuppeteerSharp;

namespace NgoDashboard.Bench.Browser;

/// <summary>
/// An installed Chromium with one page, driven by the library that makes the product's pictures. The browser and its profile end with it.
/// </summary>
sealed class ChromiumPage : IAsyncDisposable
{
    static readonly string[] Arguments =
    [
        "--headless=new", "--window-size=1920,1080",
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
        "--disable-default-apps", "--disable-domain-reliability", "--disable-extensions", "--disable-sync", "--no-first-run",
        "--no-default-browser-check", "--metrics-recording-only",
        "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
        "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "about:blank",
    ];

    static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(60);

    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30), PollInterval = TimeSpan.FromMilliseconds(100);

    readonly IBrowser browser;
    readonly string profile;

    ChromiumPage(IBrowser browser, IPage page, string profile) => (this.browser, Page, this.profile) = (browser, page, profile);

    public IPage Page { get; }

    public static async Task<ChromiumPage> Start()
    {
        var profile = TemporaryFiles.CreateFolder("chromium");
        var browser = await Puppeteer.LaunchAsync(new()
        {
            ExecutablePath = FindExecutable(),
            UserDataDir = profile,
            // The library's own arguments would change what is measured from one version of it to the next.
            IgnoreDefaultArgs = true,
            Args = Arguments,
            DefaultViewport = null,
            // Otherwise the browser reports every frame of a WebSocket to the bench.
            NetworkEnabled = false,
            ProtocolTimeout = (int)CommandTimeout.TotalMilliseconds,
        });
        ChildProcess.KillWithBench(browser.Process);
        var page = (await browser.PagesAsync()).Single();
        // The import page asks before a review is left. What the library evaluates counts as done by a user, so the browser shows the dialog.
        page.Dialog += async (_, asked) => await asked.Dialog.Accept();
        return new(browser, page, profile);
    }

    /// <summary>Goes to the address without waiting for the page, which may never be complete behind a faulty proxy.</summary>
    /// <exception cref="BenchException">The browser does not answer.</exception>
    public Task BeginNavigation(string url) => Explain(() => Page.Client.SendAsync("Page.navigate", new { url }));

    /// <summary>Evaluates an expression in the page and awaits a promise.</summary>
    /// <exception cref="BenchException">The expression fails, or the browser does not answer within a minute.</exception>
    public Task<JsonElement> Evaluate(string expression) => Explain(() => Page.EvaluateExpressionAsync<JsonElement>(expression));

    public async Task<bool> IsTrue(string condition) => (await Evaluate($"!!({condition})")).ValueKind == JsonValueKind.True;

    /// <summary>Polls until a condition is true in the page, also across navigations.</summary>
    /// <exception cref="BenchException">It is not true after 30 s.</exception>
    public async Task WaitUntil(string condition, string failureMessage)
    {
        for (var i = 0; i < MaxWait / PollInterval; i++)
        {
            try
            {
                if (await IsTrue(condition))
                    return;
            }
            catch (BenchException)
            {
                // During a navigation there is no page to evaluate in.
            }

            await Task.Delay(PollInterval);
        }

        throw new BenchException($"{failureMessage}.");
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
            // One of the browser's processes is still exiting; the folder of the whole run is deleted later.
        }
    }

    static async Task<T> Explain<T>(Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception failure) when (failure is PuppeteerException or TimeoutException)
        {
            throw new BenchException($"The page failed: {failure.Message}");
        }
    }

    static string FindExecutable()
    {
        try
        {
            return InstalledBrowsers.FindExecutable(SettingsReader.FromEnvironment()) ?? throw new BenchException(
                "No Chromium was found: install Chromium, Google Chrome or Microsoft Edge, or name one in "
                + $"{InstalledBrowsers.PathSetting} or {InstalledBrowsers.PathVariable}.");
        }
        catch (InvalidSettingException wrong)
        {
            throw new BenchException(wrong.Message);
        }
    }
}
