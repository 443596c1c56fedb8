using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.DeskPages;

/// <summary>A link with its key in the URL's fragment, as a browser opens it.</summary>
public sealed class EnterTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Link_WithItsKeyBehindTheHash_LeadsInAndStandsNowhere()
    {
        var officer = await Server.IssueKey("province", "34:31", "Sở Ngoại vụ Hải Phòng");
        var visit = await OpenSession(Server);
        var requested = new System.Collections.Concurrent.ConcurrentQueue<string>();
        visit.Context.Request += (_, request) => requested.Enqueue($"{request.Url} {(request.Headers.TryGetValue("referer", out var from) ? from : "")}");
        var page = await visit.Context.NewPageAsync();
        await page.GotoAsync("/enter?lang=vi");

        await Open(page, officer);
        await Expect(page).ToHaveURLAsync(Server.Address + "/province");
        await page.GoBackAsync();

        // No address that a server, a proxy or the history stores has contained the key.
        Assert.DoesNotContain("key=", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(requested, address => address.Contains(officer, StringComparison.Ordinal));

        // A link with another key asks first; one with the key in use does not.
        var desk = await Server.IssueKey("desk", label: "Bàn thứ hai");
        await page.GotoAsync("/enter");
        await Open(page, desk);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = DisplayLanguage.Vietnamese.Words.Access["offered-title"] })).ToBeVisibleAsync();
        await AssertAccessible(page, "a key that is offered");
        await page.GetByRole(AriaRole.Link, new() { Name = DisplayLanguage.Vietnamese.Words.Access["offered-keep", "Sở Ngoại vụ Hải Phòng"] }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Server.Address + "/province");
        await Open(page, desk);
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Access["offered-take", "Bàn thứ hai"] }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Server.Address + "/desk");
        await Expect(page.Locator(".desk:not([inert])")).ToBeVisibleAsync();

        // Signs out with the button that every page has, also inside a circuit; all pages of the browser follow.
        var other = await visit.Context.NewPageAsync();
        await other.GotoAsync("/desk/points");
        await Expect(other.Locator("body")).ToHaveAttributeAsync("data-link", "online");
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Access["leave"], Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Server.Address + "/enter");
        await Expect(other).ToHaveURLAsync(Server.Address + "/enter?return=%2Fdesk%2Fpoints");
        await page.GotoAsync("/desk");
        await Expect(page).ToHaveURLAsync(Server.Address + "/enter?return=%2Fdesk");
    }

    [Fact]
    public async Task Link_WithoutScript_LeadsInByTheForm()
    {
        var key = await Server.IssueKey("province", "34:20", "Sở Ngoại vụ Lạng Sơn");
        var visit = await OpenSession(Server, new() { JavaScriptEnabled = false });
        var page = await visit.Context.NewPageAsync();
        await page.GotoAsync($"/enter#key={key}");
        // The text is in the page; a browser that merely has its scripts blocked by the test does not render noscript.
        Assert.Contains(DisplayLanguage.Vietnamese.Words.Access["no-script"], System.Net.WebUtility.HtmlDecode(await page.ContentAsync()), StringComparison.Ordinal);

        await page.GetByLabel(DisplayLanguage.Vietnamese.Words.Access["key"], new() { Exact = true }).FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Access["enter"], Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(Server.Address + "/province");
    }

    /// <summary>The page navigates before it is completely loaded.</summary>
    static Task<IResponse?> Open(IPage page, string key) => page.GotoAsync($"/enter#key={key}", new() { WaitUntil = WaitUntilState.Commit });
}
