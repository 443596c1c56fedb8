using System.Text.Json;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Components.Export.SceneFiles;

namespace NgoDashboard.Bench.Browser;

/// <summary>
/// Starts Chromium: from CHROMIUM_PATH, else from the usual places, else the one that Playwright has installed for the tests.
/// </summary>
sealed class ChromiumProcess : ChildProcess
{
    readonly string folder;

    ChromiumProcess(int? pin, string program, string folder)
        : base(pin, program,
        [
            "--headless=new", "--remote-debugging-port=0", $"--user-data-dir={folder}", "--window-size=1920,1080",
            "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
            "--disable-default-apps", "--disable-domain-reliability", "--disable-extensions", "--disable-sync", "--no-first-run",
            "--no-default-browser-check", "--metrics-recording-only",
            "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
            "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "about:blank",
        ]) => this.folder = folder;

    public static async Task<(ChromiumProcess Browser, DevTools Page)> Start(int? pin)
    {
        var chromium = new ChromiumProcess(pin, FindExecutable(), TemporaryFiles.CreateFolder("chromium"));
        try
        {
            return (chromium, await DevTools.Connect(await chromium.WaitForPageAddress()));
        }
        catch
        {
            chromium.Dispose();
            throw;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // One of its processes is still exiting.
        }
    }

    static string FindExecutable()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new BenchException($"CHROMIUM_PATH names '{named}', and no file is there.");
        var installed = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ms-playwright");
        return InstalledBrowsers.CandidatePaths().FirstOrDefault(File.Exists)
            ?? (Directory.Exists(installed) ? Directory.EnumerateFiles(installed, "chrome", SearchOption.AllDirectories).FirstOrDefault() : null)
            ?? throw new BenchException("No Chromium was found: install Chromium, Google Chrome or Microsoft Edge, or name one in CHROMIUM_PATH.");
    }

    async Task<Uri> WaitForPageAddress()
    {
        var port = Path.Combine(folder, "DevToolsActivePort");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var i = 0; i < 600 && !Process.HasExited; i++)
        {
            await Task.Delay(50);
            if (!File.Exists(port) || File.ReadLines(port).FirstOrDefault() is not { Length: > 0 } number)
                continue;
            var pages = await client.GetFromJsonAsync<JsonElement[]>($"http://127.0.0.1:{number}/json/list");
            if (pages?.FirstOrDefault(page => page.GetProperty("type").GetString() == "page") is { ValueKind: JsonValueKind.Object } page)
                return new(page.GetProperty("webSocketDebuggerUrl").GetString()!);
        }

        throw new BenchException("Chromium did not start: " + string.Join('\n', OutputLines.TakeLast(5)));
    }
}
