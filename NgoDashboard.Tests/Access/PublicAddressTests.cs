using System.Net;
using NgoDashboard.Access;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Access;

/// <summary>Behind a proxy: what browsers are told of this server, and whose word it takes for where they are.</summary>
public class PublicAddressTests
{
    const string Public = "https://giaoban.example.vn", Proxy = "10.0.0.5", Stranger = "10.9.9.9";

    [Fact]
    public async Task PublicAddress_OfTls_IsInLinksCookiesAndHeaders()
    {
        using var app = new BehindProxy(("PublicAddress", Public));
        // The proxy speaks plain HTTP to this server, under another name, and tells nothing.
        var point = app.Points.Named("Lạng Sơn", new(34, "20"));
        using var link = await app.Desk.Send("GET", $"/api/points/{point.Id}/link");
        Assert.StartsWith($"{Public}/enter#key=", (await link.Json()).GetProperty("link").GetString(), StringComparison.Ordinal);
        using var sheet = await app.Desk.Send("GET", $"/desk/points/{point.Id}/sheet");
        Assert.Contains($"{Public}/enter#key=", WebUtility.HtmlDecode(await sheet.Text()), StringComparison.Ordinal);

        using var entered = await app.Anonymous().Send("GET", "/enter?key=" + App.DeskKey);
        Assert.Equal("max-age=31536000", entered.Headers.GetValues("Strict-Transport-Security").Single());
        using var form = await app.Anonymous().Send("GET", "/enter?lang=en");
        using var waiting = await app.Anonymous().Send("GET", "/screen");
        string[] cookies = [.. Cookies(entered), .. Cookies(form), .. Cookies(waiting)];
        Assert.True(cookies.Length >= 3);
        Assert.All(cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task PublicAddress_ThatIsNotSet_LeavesEverythingToTheRequest()
    {
        using var app = new App();
        using var entered = await app.Anonymous().Send("GET", "/enter?key=" + App.DeskKey);
        Assert.False(entered.Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotContain(Cookies(entered), cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Proxy, "https", true)]
    [InlineData("::ffff:10.0.0.5", "https", true)]
    [InlineData(Proxy, "http", false)]
    [InlineData(Stranger, "https", false)]
    public async Task Scheme_ThatAProxyTells_IsBelievedOfAKnownOneOnly(string connection, string proto, bool isSecure)
    {
        using var app = new BehindProxy(("Proxies:Known", Proxy));
        using var entered = await app.From(connection, "203.0.113.7", proto).Send("GET", "/enter?key=" + App.DeskKey);
        Assert.Equal(isSecure, Cookies(entered).Any(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Limit_BehindAKnownProxy_CountsTheClients()
    {
        using var app = new BehindProxy(("Proxies:Known", "10.0.0.0/24"));
        await Exhaust(app.From(Proxy, "203.0.113.7"));

        Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.From(Proxy, "203.0.113.8")));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.From("10.0.0.6", "203.0.113.7")));
        // What the client itself wrote before the proxy did is not believed: only the proxy's own word is.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.From(Proxy, "198.51.100.1, 203.0.113.7")));
        // Through two of them in a row.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.From(Proxy, "203.0.113.7, 10.0.0.6")));
    }

    [Fact]
    public async Task Limit_OfSomebodyWhoInventsAddresses_CountsTheConnection()
    {
        using var app = new BehindProxy(("Proxies:Known", Proxy));
        for (var i = 0; i < FailedAttempts.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.From(Stranger, $"203.0.113.{i}")));

        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.From(Stranger, "203.0.113.200")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.From("10.9.9.10")));
        // Said once, of each; not with each request, and not of the proxy that is known.
        using var known = await app.From(Proxy, "203.0.113.7").Send("GET", "/health/live");
        Assert.Single(app.Warnings, line => line.Contains("Proxies__Known", StringComparison.Ordinal));
        Assert.Contains(app.Warnings, line => line.StartsWith(Stranger, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Limit_OfIPv6_CountsTheNetwork()
    {
        using var app = new BehindProxy();
        for (var i = 1; i <= FailedAttempts.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.From($"2001:db8:1:2::{i}")));

        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.From("2001:db8:1:2:ffff::1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(app.From("2001:db8:1:3::1")));
    }

    [Fact]
    public async Task EleventhWrongBearer_WithinAMinute_IsTooMany_AndAGoodKeyStillPasses()
    {
        using var app = new BehindProxy();
        for (var i = 0; i < FailedAttempts.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Bearer($"wrong-{i}"));

        using var refused = await app.From(Stranger, key: "wrong-again").Send("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Thử sai quá nhiều lần", (await refused.Json()).GetProperty("title").GetString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Bearer(App.DeskKey));
        // The same guessing at the entrance, and at another address none.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(app.From(Stranger)));
        using var elsewhere = await app.From(Proxy, key: "wrong").Send("GET", "/api/stage");
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);

        async Task<HttpStatusCode> Bearer(string key)
        {
            using var answer = await app.From(Stranger, key: key).Send("GET", "/api/stage");
            return answer.StatusCode;
        }
    }

    static async Task Exhaust(HttpClient client)
    {
        for (var i = 0; i < FailedAttempts.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(client));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(client));
    }

    static async Task<HttpStatusCode> Try(HttpClient client)
    {
        using var answer = await client.Send("GET", "/enter?key=wrong");
        return answer.StatusCode;
    }

    static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
