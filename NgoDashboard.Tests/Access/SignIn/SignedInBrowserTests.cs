using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using NgoDashboard.Access;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.SignIn;

/// <summary>A signed-in browser: changing its key, signing out, and the lifetime of its cookie.</summary>
[Trait("Tier", "Host")]
public sealed partial class SignedInBrowserTests(TestApplication app) : IClassFixture<TestApplication>
{
    [Fact]
    public async Task Link_OverASignedInKey_AsksBeforeItChangesIt()
    {
        using var browser = await app.SignInByCookie(TestApplication.DeskKey);
        var screen = app.IssueKey(Roles.Screen, label: "Điểm cầu mới").Secret;

        using var offer = await browser.SendRequest("GET", $"/enter?key={screen}&return=%2Fscreen%3Flang%3Den");

        Assert.Equal(HttpStatusCode.OK, offer.StatusCode);
        Assert.DoesNotContain(Cookies(offer), cookie => cookie.StartsWith("briefing=", StringComparison.Ordinal));
        var page = await offer.ReadText();
        Assert.Contains("Đổi khóa của trình duyệt này?", page, StringComparison.Ordinal);
        Assert.Contains("Điểm cầu mới", page, StringComparison.Ordinal);
        Assert.Contains("Bàn điều hành", page, StringComparison.Ordinal);
        Assert.Equal("Bàn điều hành", await CurrentKeyLabel(browser));

        // The button's form names the key that is replaced.
        using var changed = await browser.PostAsync("/enter", Form(page), TestContext.Current.CancellationToken);
        Assert.Equal("/screen?lang=en", changed.Headers.Location?.OriginalString);
        Assert.Equal("Điểm cầu mới", await CurrentKeyLabel(browser));
    }

    [Fact]
    public async Task Form_OverASignedInKey_ChangesItOnlyWhereItNamesThatKey()
    {
        using var browser = await app.SignInByCookie(TestApplication.DeskKey);
        using var first = await browser.SendRequest("GET", "/enter");
        var page = await first.ReadText();
        var screen = app.IssueKey(Roles.Screen, label: "Điểm cầu mới").Secret;

        // As a link's script sends it, without the person's confirmation.
        using var unconfirmed = await browser.PostAsync("/enter", Form(page, screen, without: "instead-of"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, unconfirmed.StatusCode);
        Assert.Equal("Bàn điều hành", await CurrentKeyLabel(browser));

        // As a person types it, below the name of the current key.
        Assert.Contains("Trình duyệt này đang dùng khóa của: Bàn điều hành.", page, StringComparison.Ordinal);
        using var typed = await browser.PostAsync("/enter", Form(page, screen), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, typed.StatusCode);
        Assert.Equal("Điểm cầu mới", await CurrentKeyLabel(browser));

        // The form names the desk key, which is no longer the current one, so it replaces nothing.
        using var stale = await browser.PostAsync("/enter", Form(page, TestApplication.DeskKey), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.Redirect, stale.StatusCode);
        Assert.Equal("Điểm cầu mới", await CurrentKeyLabel(browser));
    }

    [Fact]
    public async Task Link_OfTheSameKeyOrOverARevokedOne_AsksNothing()
    {
        using var browser = await app.SignInByCookie(TestApplication.DeskKey);
        using var same = await browser.SendRequest("GET", $"/enter?key={TestApplication.DeskKey}");
        Assert.Equal("/desk", same.Headers.Location?.OriginalString);

        var (id, officer) = app.IssueKey(Roles.Province, "34:20");
        using var second = await app.SignInByCookie(officer);
        app.Keyring.Revoke(id);
        using var entered = await second.SendRequest("GET", $"/enter?key={TestApplication.DeskKey}");
        Assert.Equal("/desk", entered.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Leave_ByItsForm_EndsTheCookie()
    {
        using var browser = await app.SignInByCookie(TestApplication.DeskKey);
        using var desk = await browser.SendRequest("GET", "/desk");
        var page = await desk.ReadText();

        // Not by GET and not without the token: another site's page could send those.
        using var linked = await browser.SendRequest("GET", "/leave");
        Assert.NotEqual(HttpStatusCode.Redirect, linked.StatusCode);
        using var without = await browser.PostAsync("/leave", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal("Bàn điều hành", await CurrentKeyLabel(browser));

        using var left = await browser.PostAsync("/leave", new FormUrlEncodedContent([new("__RequestVerificationToken", Token(page))]), TestContext.Current.CancellationToken);
        Assert.Equal("/enter?left", left.Headers.Location?.OriginalString);
        Assert.Null(await CurrentKeyLabel(browser));
    }

    [Fact]
    public async Task EveryPage_OfWhoeverIsSignedIn_HasTheWayOut()
    {
        var point = app.Points.FindOrAdd("Lạng Sơn", new(34, "20"));
        string[] documents = ["/desk/record", "/scenes", "/desk/points/sheets", $"/desk/points/{point.Id}/sheet", "/enter", "/desk/nowhere"];
        string[] pages =
        [
            .. typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false)).Cast<RouteAttribute>()
                .Select(route => route.Template.Replace("{Hash}", new string('0', 64), StringComparison.Ordinal)),
        ];
        Assert.True(pages.Length >= 9);
        using var desk = await app.SignInByCookie(TestApplication.DeskKey);
        foreach (var path in pages.Concat(documents))
            Assert.True((await Page(desk, path)).Contains("""action="/leave" """.TrimEnd(), StringComparison.Ordinal), path);

        using var officer = await app.SignInByCookie(app.IssueKey(Roles.Province, "34:20").Secret);
        foreach (var path in (string[])["/province", "/pair", "/scenes", "/enter"])
            Assert.True((await Page(officer, path)).Contains("""action="/leave" """.TrimEnd(), StringComparison.Ordinal), path);
        // Also on the page that refuses another role; not for a browser that is not signed in.
        Assert.Contains("""action="/leave" """.TrimEnd(), await Page(officer, "/desk"), StringComparison.Ordinal);
        Assert.DoesNotContain("""action="/leave" """.TrimEnd(), await Page(app.CreateAnonymousClient(), "/enter"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Desk, null, 16)]
    [InlineData(Roles.Province, "34:20", 30 * 24)]
    [InlineData(Roles.Screen, null, 400 * 24)]
    public async Task Cookie_OfARole_EndsAfterItsTimeAndIsRenewedWhileItIsUsed(string role, string? province, int hours)
    {
        // The browser's cookies end by the system's time.
        var time = new TestClock(DateTimeOffset.UtcNow);
        using var own = new TestApplication { Time = time };
        using var browser = await own.SignInByCookie(own.IssueKey(role, province).Secret);

        // After half of the lifetime it is renewed for the full lifetime, so that a person at work is not signed out.
        time.ShiftClock(TimeSpan.FromHours(hours) * 0.6);
        using var renewed = await browser.SendRequest("POST", "/enter/renew");
        Assert.Equal(HttpStatusCode.NoContent, renewed.StatusCode);
        Assert.Contains($"max-age={hours * 3600}", Assert.Single(Cookies(renewed), cookie => cookie.StartsWith("briefing=", StringComparison.Ordinal)), StringComparison.Ordinal);
        time.ShiftClock(TimeSpan.FromHours(hours) * 0.9);
        Assert.NotNull(await CurrentKeyLabel(browser));

        // CurrentKeyLabel was a request too, so the lifetime counts from here.
        time.ShiftClock(TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(1));
        using var gone = await browser.SendRequest("POST", "/enter/renew");
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
    }

    static async Task<string> Page(HttpClient browser, string path)
    {
        using var answer = await browser.SendRequest("GET", path);
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        return await answer.ReadText();
    }

    /// <summary>The label of the browser's key, as the sign-in page shows it; null without one.</summary>
    static async Task<string?> CurrentKeyLabel(HttpClient browser) =>
        HolderText().Match(WebUtility.HtmlDecode(await Page(browser, "/enter"))) is { Success: true } found ? found.Groups[1].Value : null;

    static FormUrlEncodedContent Form(string page, string? key = null, string? without = null) => new(
        HiddenField().Matches(page).Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))
            .Where(field => field.Key != without)
            .Concat(key is null ? [] : [KeyValuePair.Create("key", key)])
            .DistinctBy(field => field.Key));

    static string Token(string page) => HiddenField().Matches(page).First(field => field.Groups[1].Value == "__RequestVerificationToken").Groups[2].Value;

    static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    [GeneratedRegex("đang dùng khóa của: (.*?)\\. Vào")]
    private static partial Regex HolderText();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)"(?: id="[^"]+")? value="([^"]*)" ?/?>""")]
    private static partial Regex HiddenField();
}
