using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NgoDashboard.Components.Shared;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>
/// Renders pictures and PDF with a headless browser, if this machine has one, so that they are drawn by the same code as the screens. A
/// process is started for each file and ends with it, one at a time, because the meeting goes on meanwhile. Singleton.
/// </summary>
public sealed class HeadlessBrowser(BrowserOptions options, IServer server, ILogger<HeadlessBrowser> log) : IDisposable
{
    /// <summary>The viewport in CSS pixels.</summary>
    public const int Width = 1920, Height = 1080;

    static readonly TimeSpan RenderTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Waits until the fonts are loaded and every chart is drawn.</summary>
    const string WaitUntilDrawnScript =
        """
        async () => {
          await document.fonts.ready;
          const charts = [...document.querySelectorAll('live-chart')];
          if (charts.length) await customElements.whenDefined('live-chart');
          await Promise.all(charts.map(chart => chart.settled));
        }
        """;

    // The browser shows only pages of this server and must not contact any other, not for its own purposes either.
    static readonly string[] Arguments =
    [
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability",
        "--disable-extensions", "--disable-gpu", "--disable-sync", "--metrics-recording-only", "--no-default-browser-check",
        "--no-first-run", "--hide-scrollbars",
        // Chromium refuses to run as root with its sandbox on; it is given nothing but pages of this server.
        .. OperatingSystem.IsLinux() && Environment.UserName == "root" ? (string[])["--no-sandbox"] : [],
    ];

    readonly SemaphoreSlim renderLock = new(1);

    public bool IsAvailable => options.ExecutablePath is not null;

    public void Dispose() => renderLock.Dispose();

    /// <summary>The top of the page as PNG.</summary>
    /// <param name="density">Device pixels per CSS pixel: 2 makes 3840×2160.</param>
    /// <exception cref="RenderFailedException">There is no browser, or it failed; the log says why.</exception>
    public Task<byte[]> RenderPng(string html, int density, CancellationToken cancellation) =>
        RenderFile(html, density, page => page.ScreenshotDataAsync(new() { Type = ScreenshotType.Png }), cancellation);

    /// <summary>The whole page as PDF, on paper of the size that its style sheet asks for.</summary>
    /// <inheritdoc cref="RenderPng"/>
    public Task<byte[]> RenderPdf(string html, CancellationToken cancellation) =>
        // Charts are bitmaps in the PDF: at twice the density of a screen they are sharp on paper.
        RenderFile(html, 2, page => page.PdfDataAsync(new() { PreferCSSPageSize = true, PrintBackground = true }), cancellation);

    async Task<byte[]> RenderFile(string html, int density, Func<IPage, Task<byte[]>> make, CancellationToken cancellation)
    {
        if (options.ExecutablePath is not { } path || LocalAddress() is not { } address)
            throw new RenderFailedException(null);
        await renderLock.WaitAsync(cancellation);
        try
        {
            // Not cancelled with the request: the browser must end before the next one starts.
            return await Task.Run(() => RenderFile(path, address, html, density, make), CancellationToken.None)
                .WaitAsync(RenderTimeout, CancellationToken.None);
        }
        catch (Exception failure)
            when (failure is PuppeteerException or TimeoutException or IOException or System.ComponentModel.Win32Exception)
        {
            log.LogError(failure, "{Program} made no file.", path);
            throw new RenderFailedException(failure);
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
        // The page is the given HTML, of one version, as the caller may see it. Style sheets, scripts and fonts are loaded from this
        // server.
        await page.SetRequestInterceptionAsync(true);
        page.Request += async (_, intercepted) =>
        {
            try
            {
                var request = intercepted.Request;
                var url = new Uri(request.Url);
                await (request.IsNavigationRequest ? request.RespondAsync(new() { ContentType = "text/html; charset=utf-8", Body = html })
                    : url.Authority == address.Authority || url.Scheme == "data" ? request.ContinueAsync()
                    : request.AbortAsync());
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

    /// <summary>The server's own HTTP address on this machine; null if it has none.</summary>
    Uri? LocalAddress()
    {
        foreach (var listened in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var binding = BindingAddress.Parse(listened);
            if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Scheme != Uri.UriSchemeHttp)
                continue;
            var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
            return new UriBuilder(Uri.UriSchemeHttp, host, binding.Port, binding.PathBase + PageUrls.Scenes).Uri;
        }

        return null;
    }
}
