using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NgoDashboard.Api.Pages;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>
/// A browser without a window, where this machine has one: pictures and PDF are made by what draws the screens. Started for a file and
/// ended with it, one at a time: the meeting goes on meanwhile. One for the whole server.
/// </summary>
public sealed class HeadlessBrowser(IConfiguration configuration, IServer server, ILogger<HeadlessBrowser> log) : IDisposable
{
    /// <summary>Pixels of a screen at density 1.</summary>
    public const int Width = 1920, Height = 1080;

    /// <summary>Which program it is; empty for none. Without it the usual places are looked at.</summary>
    public const string PathSetting = "Browser:Path";

    static readonly TimeSpan RenderTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Until the letters are there and every chart is drawn.</summary>
    const string WaitUntilDrawnScript =
        """
        async () => {
          await document.fonts.ready;
          const charts = [...document.querySelectorAll('live-chart')];
          if (charts.length) await customElements.whenDefined('live-chart');
          await Promise.all(charts.map(chart => chart.settled));
        }
        """;

    // It shows our own pages and asks nobody else for anything, not of its own accord either.
    static readonly string[] Arguments =
    [
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability", "--disable-extensions", "--disable-gpu",
        "--disable-sync", "--metrics-recording-only", "--no-default-browser-check", "--no-first-run", "--hide-scrollbars",
        // Chromium refuses to start as root with it, and it is given nothing but pages of this server.
        .. OperatingSystem.IsLinux() && Environment.UserName == "root" ? (string[])["--no-sandbox"] : [],
    ];

    readonly SemaphoreSlim renderLock = new(1);
    readonly Lazy<string?> program = new(() => configuration[PathSetting] is { } named ? named is "" ? null : named : InstalledBrowsers.CandidatePaths().FirstOrDefault(File.Exists));

    public bool IsAvailable => program.Value is not null;

    public void Dispose() => renderLock.Dispose();

    /// <summary>The top of the page as PNG.</summary>
    /// <param name="density">Dots for a pixel: 2 makes 3840×2160.</param>
    /// <exception cref="RenderFailedException">There is no browser, or it failed; the log says why.</exception>
    public Task<byte[]> RenderPng(string html, int density, CancellationToken cancellation) =>
        RenderFile(html, density, page => page.ScreenshotDataAsync(new() { Type = ScreenshotType.Png }), cancellation);

    /// <summary>All of the page as PDF, on paper of the size that its style sheet asks for.</summary>
    /// <inheritdoc cref="RenderPng"/>
    public Task<byte[]> RenderPdf(string html, CancellationToken cancellation) =>
        // Charts are pictures in it: twice as fine as on a screen they are sharp on paper.
        RenderFile(html, 2, page => page.PdfDataAsync(new() { PreferCSSPageSize = true, PrintBackground = true }), cancellation);

    async Task<byte[]> RenderFile(string html, int density, Func<IPage, Task<byte[]>> make, CancellationToken cancellation)
    {
        if (program.Value is not { } path || LocalAddress() is not { } address)
            throw new RenderFailedException(null);
        await renderLock.WaitAsync(cancellation);
        try
        {
            // Whoever asked may have gone: its browser ends all the same before the next one starts.
            return await Task.Run(() => RenderFile(path, address, html, density, make), CancellationToken.None).WaitAsync(RenderTimeout, CancellationToken.None);
        }
        catch (Exception broken) when (broken is PuppeteerException or TimeoutException or IOException or System.ComponentModel.Win32Exception)
        {
            log.LogError(broken, "{Program} made no file.", path);
            throw new RenderFailedException(broken);
        }
        finally
        {
            renderLock.Release();
        }
    }

    static async Task<byte[]> RenderFile(string path, Uri address, string html, int density, Func<IPage, Task<byte[]>> make)
    {
        await using var browser = await Puppeteer.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = Arguments,
            Headless = true,
            Timeout = (int)RenderTimeout.TotalMilliseconds,
            DefaultViewport = new() { Width = Width, Height = Height, DeviceScaleFactor = density },
        });
        await using var page = await browser.NewPageAsync();
        await page.EmulateMediaTypeAsync(MediaType.Print);
        // The page is the text that it is given, of one version, as whoever asked may see it; style sheets and letters are asked of this server.
        await page.SetRequestInterceptionAsync(true);
        page.Request += async (_, asked) =>
        {
            try
            {
                await (asked.Request.IsNavigationRequest ? asked.Request.RespondAsync(new() { ContentType = "text/html; charset=utf-8", Body = html })
                    : new Uri(asked.Request.Url) is var url && (url.Authority == address.Authority || url.Scheme == "data") ? asked.Request.ContinueAsync()
                    : asked.Request.AbortAsync());
            }
            catch (PuppeteerException)
            {
                // The page is closing.
            }
        };
        await page.GoToAsync(address.AbsoluteUri, WaitUntilNavigation.Load);
        await page.EvaluateFunctionAsync(WaitUntilDrawnScript);
        return await make(page);
    }

    /// <summary>Where this server answers on the machine itself.</summary>
    Uri? LocalAddress()
    {
        foreach (var listened in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var binding = BindingAddress.Parse(listened);
            if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Scheme != Uri.UriSchemeHttp)
                continue;
            var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
            return new UriBuilder(Uri.UriSchemeHttp, host, binding.Port, binding.PathBase + ScenesPageEndpoints.Path).Uri;
        }

        return null;
    }
}
