using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NgoDashboard.Language;
using NgoDashboard.Tests.Browser.Support;
using NgoDashboard.Tests.TestKit.Applications;
using static Microsoft.Playwright.Assertions;

namespace NgoDashboard.Tests.Browser.ScreenPages;

/// <summary>A screen without a key: its code, the officer who enters it, and the revocation.</summary>
public sealed partial class PairingTests(Chromium chromium, ServerFixture briefing) : BrowserTest(chromium), IClassFixture<ServerFixture>
{
    BriefingServer Server => briefing.Server;

    [Fact]
    public async Task Screen_WhoseCodeAnOfficerEnters_IsThePointsUntilItIsUnpaired()
    {
        // A point is created with its first screen's key, and the province has more than one.
        await Server.IssueKey("screen", "34:31", "Điểm cầu dự phòng");
        await Server.IssueKey("screen", "34:31", "Điểm cầu Hải Phòng");
        var visit = await OpenSession(Server);
        var page = await visit.Context.NewPageAsync();
        await page.GotoAsync("/screen");
        var code = page.Locator("#code");
        await Expect(code).ToHaveTextAsync(Code());
        await Expect(page.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await AssertAccessible(page, "a code");
        var shown = await code.InnerTextAsync();

        var officer = await OpenSession(Server);
        var pairing = await officer.Enter(await Server.IssueKey("province", "34:31", "Sở Ngoại vụ Hải Phòng"), $"/pair?code={Uri.EscapeDataString(shown)}", isInteractive: true);
        await AssertAccessible(pairing, "pairing");
        await pairing.GetByLabel(DisplayLanguage.Vietnamese.Words.Access["pair-point"], new() { Exact = true }).FillAsync("diem cau hai phong");
        await pairing.GetByText("Điểm cầu Hải Phòng · Hải Phòng", new() { Exact = true }).ClickAsync();
        await pairing.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Access["pair-do"], Exact = true }).ClickAsync();
        await Expect(pairing.GetByText(DisplayLanguage.Vietnamese.Words.Access["pair-done", "Điểm cầu Hải Phòng"])).ToBeVisibleAsync();

        var screen = new ScreenPageObject(visit, page);
        await Expect(screen.Stage).ToBeVisibleAsync();
        await screen.WaitUntilPainted(await Server.GetVersionOnAir());
        Assert.Contains(await Server.GetConnectedScreens(), point => point is { Name: "Điểm cầu Hải Phòng", Connected: true });

        // The hub's answer to a revoked key is expected.
        visit.AllowStatus(401);
        await pairing.GetByRole(AriaRole.Button, new() { Name = DisplayLanguage.Vietnamese.Words.Access["pair-undo"], Exact = true }).ClickAsync();
        var since = System.Diagnostics.Stopwatch.StartNew();
        await Expect(screen.Stage).ToBeHiddenAsync();
        Print($"A screen whose key was taken back was dark after {since.ElapsedMilliseconds} ms.");
        await Expect(code).ToHaveTextAsync(Code());
        Assert.NotEqual(shown, await code.InnerTextAsync());
    }

    [GeneratedRegex("^[A-Z0-9]{4} [A-Z0-9]{4}$")]
    private static partial Regex Code();
}
