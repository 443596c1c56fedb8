using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NgoDashboard.Access;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Access.SignIn;

[Trait("Tier", "Host")]
public partial class SignInEndpointsTests(TestApplication app) : IClassFixture<TestApplication>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.Desk, null, "/desk", 16)]
    [InlineData(Roles.Screen, "34:20", "/screen", 400 * 24)]
    [InlineData(Roles.Province, "34:20", "/province", 30 * 24)]
    public async Task Enter_WithAKey_SignsInAndLeadsToThePageOfItsRole(string role, string? province, string page, int hours)
    {
        var client = app.CreateAnonymousClient();
        using var response = await client.SendRequest("GET", "/enter?key=" + app.IssueKey(role, province).Secret);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(page, response.Headers.Location!.OriginalString);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("briefing=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains($"max-age={hours * 3600};", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        using var stage = await client.SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.OK, stage.StatusCode);
    }

    [Fact]
    public async Task Enter_WithAWrongKey_SaysSoAndSignsNobodyIn()
    {
        using var own = new TestApplication();
        using var response = await own.CreateAnonymousClient().SendRequest("GET", "/enter?key=wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("Khóa này không đúng hoặc đã bị thu hồi.", await response.ReadText(), StringComparison.Ordinal);
        Assert.False(response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("briefing=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Page_WithoutAKey_LeadsToTheEntranceAndBack()
    {
        var client = app.CreateAnonymousClient();
        using var refused = await client.SendRequest("GET", "/desk?lang=en");
        Assert.Equal("/enter?return=%2Fdesk%3Flang%3Den", refused.Headers.Location!.OriginalString);

        using var entered = await client.SendRequest("GET", $"/enter?key={TestApplication.DeskKey}&return=%2Fdesk%3Flang%3Den");
        Assert.Equal("/desk?lang=en", entered.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/ /evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/trang-tỉnh")]
    [InlineData("/enter?key=other")]
    [InlineData("")]
    public async Task Enter_WithAReturnToElsewhere_GoesToTheOwnPage(string back)
    {
        using var response = await app.CreateAnonymousClient().SendRequest("GET", $"/enter?key={TestApplication.DeskKey}&return={Uri.EscapeDataString(back)}");
        Assert.Equal("/desk", response.Headers.Location!.OriginalString);

        using var page = await app.CreateAnonymousClient().SendRequest("GET", $"/enter?return={Uri.EscapeDataString(back)}");
        Assert.DoesNotContain("evil", await page.ReadText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EleventhWrongKey_WithinAMinute_IsTooMany_AndAGoodKeyStillPasses()
    {
        using var own = new TestApplication();
        var client = own.CreateAnonymousClient();
        for (var i = 1; i <= 10; i++)
        {
            using var wrong = await client.SendRequest("GET", $"/enter?key=wrong-{i}");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var eleventh = await client.SendRequest("GET", "/enter?key=wrong-11");
        Assert.Equal(HttpStatusCode.TooManyRequests, eleventh.StatusCode);
        Assert.InRange(eleventh.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Thử sai quá nhiều lần", await eleventh.ReadText(), StringComparison.Ordinal);

        // A hall shares one address: a right key must still pass.
        using var good = await client.SendRequest("GET", "/enter?key=" + TestApplication.DeskKey);
        Assert.Equal(HttpStatusCode.Redirect, good.StatusCode);
    }

    [Fact]
    public async Task SixtyScreens_BehindOneAddress_AllGetIn()
    {
        var key = app.IssueKey(Roles.Screen).Secret;
        for (var i = 0; i < 60; i++)
            await app.SignInByCookie(key);
    }

    [Fact]
    public async Task Form_WithItsToken_SignsInAndReturns()
    {
        var client = app.CreateAnonymousClient();
        using var page = await client.SendRequest("GET", "/enter?return=%2Fscreen");
        var token = Token().Match(await page.ReadText()).Groups[1].Value;
        using var response = await client.PostAsync(
            "/enter",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("key", $" {TestApplication.DeskKey} "), new("return", "/screen")]),
            Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/screen", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        var client = app.CreateAnonymousClient();
        using var response = await client.PostAsync("/enter", new FormUrlEncodedContent([new("key", TestApplication.DeskKey)]), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain(response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => cookie.StartsWith("briefing=", StringComparison.Ordinal));

        using var json = await client.SendRequest("POST", "/enter", $$"""{ "key": "{{TestApplication.DeskKey}}" }""");
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
    }

    [Fact]
    public async Task Page_InEnglish_StaysEnglishByItsCookie()
    {
        var client = app.CreateAnonymousClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");
        using var first = await client.SendRequest("GET", "/enter");
        Assert.Contains("Khóa truy cập", await first.ReadText(), StringComparison.Ordinal);

        using var english = await client.SendRequest("GET", "/enter?lang=en");
        using var later = await client.SendRequest("GET", "/enter");
        Assert.Contains("<html lang=\"en\">", await later.ReadText(), StringComparison.Ordinal);
        Assert.Contains("Access key", await later.ReadText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AtTheEntrance_HasOneScriptOfItsOwnAndNoStyleInElements()
    {
        using var response = await app.CreateAnonymousClient().SendRequest("GET", "/enter");
        var html = await response.ReadText();
        Assert.Matches("""<script src="/js/enter\.[a-z0-9]+\.js" data-defines="enterScript"></script>""", html);
        // The watchdog's script and style are inline.
        Assert.Contains($"<script>{Watchdog.Script}</script>", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("<script", StringSplitOptions.None).Length);
        Assert.Equal(2, html.Split("<style", StringSplitOptions.None).Length);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/screen", "style-src 'self' {0}")]
    [InlineData("/enter", "style-src 'self' {0}")]
    [InlineData("/desk", "style-src 'self' 'unsafe-inline'")]
    [InlineData("/api/stage", "style-src 'self' 'unsafe-inline'")]
    public async Task Headers_OfEveryAnswer_AllowThisServerOnly(string path, string styles)
    {
        using var response = await app.DeskClient.SendRequest("GET", path);
        var policy = response.Headers.GetValues("Content-Security-Policy").First().Split("; ");
        Assert.Contains(string.Format(CultureInfo.InvariantCulture, styles, Watchdog.StyleHash), policy);
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains($"script-src 'self' {Watchdog.ScriptHash}", policy);
        Assert.Contains("frame-ancestors 'self'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.Contains("Referrer-Policy"));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
