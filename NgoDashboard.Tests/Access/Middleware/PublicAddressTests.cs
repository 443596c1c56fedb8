using System.Net;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Access.Middleware;

/// <summary>Behind a proxy: the address that links, cookies and headers use, and which proxies are trusted for the client's address.</summary>
[Trait("Tier", "Host")]
public class PublicAddressTests
{
    const string Public = "https://giaoban.example.vn", Proxy = "10.0.0.5", Stranger = "10.9.9.9";

    [Fact]
    public async Task PublicAddress_OfTls_IsInLinksCookiesAndHeaders()
    {
        using var app = new ProxiedTestApplication(("PublicAddress", Public));
        // The proxy uses plain HTTP and another host name, and sends no forwarded headers.
        var point = app.Points.FindOrAdd("Lạng Sơn", new(34, "20"));
        using var link = await app.DeskClient.SendRequest("GET", $"/api/points/{point.Id}/link");
        Assert.StartsWith($"{Public}/enter#key=", (await link.ReadJson()).GetProperty("link").GetString(), StringComparison.Ordinal);
        using var sheet = await app.DeskClient.SendRequest("GET", $"/desk/points/{point.Id}/sheet");
        Assert.Contains($"{Public}/enter#key=", WebUtility.HtmlDecode(await sheet.ReadText()), StringComparison.Ordinal);

        using var entered = await app.CreateAnonymousClient().SendRequest("GET", "/enter?key=" + TestApplication.DeskKey);
        Assert.Equal("max-age=31536000", entered.Headers.GetValues("Strict-Transport-Security").Single());
        using var form = await app.CreateAnonymousClient().SendRequest("GET", "/enter?lang=en");
        using var waiting = await app.CreateAnonymousClient().SendRequest("GET", "/screen");
        string[] cookies = [.. Cookies(entered), .. Cookies(form), .. Cookies(waiting)];
        Assert.True(cookies.Length >= 3);
        Assert.All(cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task PublicAddress_ThatIsNotSet_LeavesEverythingToTheRequest()
    {
        using var app = new TestApplication();
        using var entered = await app.CreateAnonymousClient().SendRequest("GET", "/enter?key=" + TestApplication.DeskKey);
        Assert.False(entered.Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotContain(Cookies(entered), cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Proxy, "https", true)]
    [InlineData("::ffff:10.0.0.5", "https", true)]
    [InlineData(Proxy, "http", false)]
    [InlineData(Stranger, "https", false)]
    // The framework believes loopback by default.
    [InlineData("127.0.0.1", "https", false)]
    [InlineData("::1", "https", false)]
    public async Task Scheme_ThatAProxyTells_IsBelievedOfAKnownOneOnly(string connection, string proto, bool isSecure)
    {
        using var app = new ProxiedTestApplication(("Proxies:Known", Proxy));
        using var entered = await app.CreateClientFrom(connection, "203.0.113.7", proto).SendRequest("GET", "/enter?key=" + TestApplication.DeskKey);
        Assert.Equal(isSecure, Cookies(entered).Any(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Limit_BehindAKnownProxy_CountsTheClients()
    {
        using var app = new ProxiedTestApplication(("Proxies:Known", "10.0.0.0/24"));
        await Exhaust(app.CreateClientFrom(Proxy, "203.0.113.7"));

        Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.CreateClientFrom(Proxy, "203.0.113.8")));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.CreateClientFrom("10.0.0.6", "203.0.113.7")));
        // Only the address that the proxy appended is trusted, not those that the client sent.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.CreateClientFrom(Proxy, "198.51.100.1, 203.0.113.7")));
        // Through two known proxies in a row.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.CreateClientFrom(Proxy, "203.0.113.7, 10.0.0.6")));
    }

    [Fact]
    public async Task Limit_OfSomebodyWhoInventsAddresses_CountsTheConnection()
    {
        using var app = new ProxiedTestApplication(("Proxies:Known", Proxy));
        for (var i = 0; i < FailedAttempts.MaxPerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.CreateClientFrom(Stranger, $"203.0.113.{i}")));

        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.CreateClientFrom(Stranger, "203.0.113.200")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.CreateClientFrom("10.9.9.10")));
        // One warning per unknown address, not per request, and none for the known proxy.
        using var known = await app.CreateClientFrom(Proxy, "203.0.113.7").SendRequest("GET", "/health/live");
        Assert.Single(app.Warnings, line => line.Contains("Proxies__Known", StringComparison.Ordinal));
        Assert.Contains(app.Warnings, line => line.StartsWith(Stranger, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Limit_OfIPv6_CountsTheNetwork()
    {
        using var app = new ProxiedTestApplication();
        for (var i = 1; i <= FailedAttempts.MaxPerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.CreateClientFrom($"2001:db8:1:2::{i}")));

        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.CreateClientFrom("2001:db8:1:2:ffff::1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.CreateClientFrom("2001:db8:1:3::1")));
    }

    [Fact]
    public async Task EleventhWrongBearer_WithinAMinute_IsTooMany_AndAGoodKeyStillPasses()
    {
        using var app = new ProxiedTestApplication();
        for (var i = 0; i < FailedAttempts.MaxPerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Bearer($"wrong-{i}"));

        using var refused = await app.CreateClientFrom(Stranger, key: "wrong-again").SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Thử sai quá nhiều lần", (await refused.ReadJson()).GetProperty("title").GetString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Bearer(TestApplication.DeskKey));
        // The limit is shared with the sign-in page and applies to this address only.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.CreateClientFrom(Stranger)));
        using var elsewhere = await app.CreateClientFrom(Proxy, key: "wrong").SendRequest("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);

        async Task<HttpStatusCode> Bearer(string key)
        {
            using var answer = await app.CreateClientFrom(Stranger, key: key).SendRequest("GET", "/api/stage");
            return answer.StatusCode;
        }
    }

    static async Task Exhaust(HttpClient client)
    {
        for (var i = 0; i < FailedAttempts.MaxPerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(client));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(client));
    }

    static async Task<HttpStatusCode> Try(HttpClient client)
    {
        using var answer = await client.SendRequest("GET", "/enter?key=wrong");
        return answer.StatusCode;
    }

    static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
