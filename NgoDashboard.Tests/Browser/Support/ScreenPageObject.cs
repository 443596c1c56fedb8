using Microsoft.Playwright;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>An open screen.</summary>
sealed class ScreenPageObject(BrowserSession visit, IPage page)
{
    public BrowserSession Session => visit;

    public IPage Page => page;

    public ILocator Stage => page.Locator("#stage");

    public ILocator Link => page.Locator("#link");

    /// <summary>The last change, in the footer.</summary>
    public ILocator Latest => Stage.Locator(".latest");

    /// <summary>Waits until the screen has painted that version or a newer one.</summary>
    public async Task WaitUntilPainted(long version)
    {
        try
        {
            await page.WaitForFunctionAsync("version => Number(document.body.dataset.painted) >= version", version);
        }
        catch (Exception failure) when (failure is TimeoutException or PlaywrightException)
        {
            var state = await page.EvaluateAsync<string>("JSON.stringify(document.body.dataset)");
            Assert.Fail($"Version {version} was not painted: {state}\n{string.Join('\n', visit.Complaints)}\n{visit.Server.Output}");
        }
    }

    public async Task<long> Version() => long.Parse((await page.Locator("body").GetAttributeAsync("data-version"))!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The main part as text, with every figure of the scene.</summary>
    public Task<string> Figures() => Stage.Locator("main").InnerTextAsync();
}
