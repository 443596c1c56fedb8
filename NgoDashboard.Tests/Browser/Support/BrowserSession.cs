using System.Collections.Concurrent;
using Microsoft.Playwright;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>
/// One user: a browser context with its own cookies. Records whatever goes wrong in it: errors in the console (a violation of the
/// content-security policy is one), errors of a page's script, failed requests, and requests to another server.
/// </summary>
sealed class BrowserSession(IBrowserContext context, BriefingServer server)
{
    readonly ConcurrentQueue<string> complaints = new();
    readonly ConcurrentDictionary<int, bool> allowedStatuses = new();
    readonly ConcurrentDictionary<string, bool> allowedTexts = new();
    volatile bool isServerDown;

    public IBrowserContext Context => context;

    public BriefingServer Server => server;

    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>While the server is down on purpose, failed connections are no complaint.</summary>
    public bool IsServerDown
    {
        get => isServerDown;
        set => isServerDown = value;
    }

    public static async Task<BrowserSession> Start(IBrowser browser, BriefingServer server, BrowserNewContextOptions options)
    {
        options.BaseURL = server.Address;
        var visit = new BrowserSession(await browser.NewContextAsync(options), server);
        visit.Listen();
        return visit;
    }

    /// <summary>While files are withheld on purpose, errors of the scripts that need them are no complaint.</summary>
    public bool AllowsMissingFiles { get; set; }

    /// <summary>A response with that status is no complaint from here on.</summary>
    public void AllowStatus(int status) => allowedStatuses[status] = true;

    /// <summary>This text in the console is no complaint from here on.</summary>
    public void AllowConsoleText(string text) => allowedTexts[text] = true;

    /// <summary>Exchanges a key for the cookie and opens the page.</summary>
    /// <param name="isInteractive">Waits until the page's circuit is up.</param>
    public async Task<IPage> Enter(string key, string path, bool isInteractive = false)
    {
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync($"/enter?key={Uri.EscapeDataString(key)}&return={Uri.EscapeDataString(path)}");
        Assert.True(answer!.Ok, $"{path}: {answer.Status} {answer.StatusText}\n{server.Output}");
        if (isInteractive)
            await page.Locator(".desk:not([inert])").WaitForAsync();
        return page;
    }

    void Listen()
    {
        context.Console += (_, message) =>
        {
            // The browser's own text, or the response as the hub's client writes it; for a WebSocket the status is not known.
            if (message.Type == "error" && !AllowsMissingFiles && !allowedTexts.Keys.Any(text => message.Text.Contains(text, StringComparison.Ordinal)) && !allowedStatuses.Keys.Any(status =>
                    message.Text.Contains($"status of {status}", StringComparison.Ordinal) || message.Text.Contains($"\"status\":{status}", StringComparison.Ordinal)
                    || (status == 401 && message.Text.Contains("WebSocket", StringComparison.Ordinal))))
                Complain($"console: {message.Text} ({message.Location})", isConnection: Connection(message.Text));
        };
        context.WebError += (_, error) => Complain($"script: {error.Error}", isConnection: AllowsMissingFiles);
        context.Request += (_, request) => Check(request.Url);
        context.Page += (_, page) => page.WebSocket += (_, socket) => Check(socket.Url);
        context.RequestFailed += (_, request) => Complain($"failed: {request.Url} {request.Failure}", isConnection: Connection(request.Failure));
        context.Response += (_, response) =>
        {
            if (response.Status >= 400 && !allowedStatuses.ContainsKey(response.Status))
                Complain($"{response.Status}: {response.Url}");
        };
    }

    void Check(string address)
    {
        var url = new Uri(address);
        if (url.Scheme is not ("data" or "blob") && url.Authority != new Uri(server.Address).Authority)
            Complain($"leaves the server: {address}");
    }

    static bool Connection(string? text) =>
        text is not null && (text.Contains("net::ERR_", StringComparison.Ordinal) || text.Contains("WebSocket", StringComparison.Ordinal) || text.Contains("EventSource", StringComparison.Ordinal)
        || text.Contains("Failed to fetch", StringComparison.Ordinal) || text.Contains("negotiat", StringComparison.Ordinal)
        || text.Contains("Connection disconnected", StringComparison.Ordinal));

    void Complain(string complaint, bool isConnection = false)
    {
        // Leaving a page aborts what it is still loading.
        if ((isServerDown && isConnection) || complaint.EndsWith("net::ERR_ABORTED", StringComparison.Ordinal))
            return;
        complaints.Enqueue(complaint);
    }
}
