using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Tests.Isolation;

/// <summary>Attempts by identity: forged, altered and borrowed keys and cookies, claims beside the own key.</summary>
static class ReadAttemptsByIdentity
{
    const string Rows = "/api/figures?province=34:31&sources=all";
    const string Scheme = "Cookies";

    static readonly string[] Claims =
    [
        "X-Province", "Province", "X-Forwarded-User", "X-Remote-User", "X-User", "X-Role", "X-MS-CLIENT-PRINCIPAL", "X-Forwarded-For", "Forwarded", "X-Original-URL", "X-Rewrite-URL",
    ];

    public static IEnumerable<ReadAttempt> All =>
    [
        new("claims in headers beside the own key", true, async officer =>
        {
            Assert.Equal(200, await officer.SendWithKey(Rows, headers: [.. Claims.Select(name => (name, "34:31"))]));
            Assert.Equal(200, await officer.SendWithKey(Rows, headers: [.. Claims.Select(name => (name, "desk"))]));
        }),
        new("another method in a header", true, officer => officer.SendWithKey(Rows, headers: [("X-HTTP-Method-Override", "PUT"), ("X-Method-Override", "PUT")])),
        new("two keys in one header", false, async officer =>
            Assert.Contains(await officer.Send("GET", Rows, null, ("Authorization", $"Bearer {officer.Key}, Bearer {officer.Country.HashOf(TwoProvincesFixture.HaiPhong)}")), Refused)),
        Key("garbage for a key", _ => "khoa-cua-Hai-Phong"),
        Key("hash of the other's key for a key", country => country.HashOf(TwoProvincesFixture.HaiPhong)),
        Key("id of the other's key for a key", country => country.KeyId(TwoProvincesFixture.HaiPhong)),
        Key("other's key cut short", country => country.KeyOf(TwoProvincesFixture.HaiPhong)[..^1]),
        Key("other's key in capitals", country => country.KeyOf(TwoProvincesFixture.HaiPhong).ToUpperInvariant()),
        Key("key of the other that was revoked", country => Revoked(country).Key),
        new("keys guessed at the entrance", false, async officer =>
        {
            foreach (var guess in (string[])[officer.Country.KeyId(TwoProvincesFixture.HaiPhong), officer.Country.HashOf(TwoProvincesFixture.HaiPhong), "34:31"])
                Assert.Contains(await officer.SendWithCookie($"/enter?key={guess}&return=/province"), (int[])[401, 429]);
        }),
        new("way back behind the entrance", true, async officer =>
        {
            foreach (var back in (string[])["/api/figures?province=34:31", "//evil.example/", "/desk/record"])
                Assert.Equal(302, await officer.SendWithCookie($"/enter?key={officer.Key}&return={Uri.EscapeDataString(back)}"));
            await officer.SendWithCookie(Rows);
        }),
        Cookie("random cookie", _ => "briefing=" + Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(200)).TrimEnd('=')),
        Cookie("cookie that says who it is", _ => """briefing={"role":"desk","province":"34:31"}"""),
        Cookie("own cookie with a letter altered", officer => Altered(officer.Cookie)),
        Cookie("own cookie cut short", officer => officer.Cookie[..^20]),
        Cookie("own cookie under another name", officer => officer.Cookie.Replace("briefing=", "pairing=", StringComparison.Ordinal)),
        Cookie("id of the other's key for a cookie", officer => "briefing=" + officer.Country.KeyId(TwoProvincesFixture.HaiPhong)),
        Cookie("cookie that another server sealed", officer => Forged(officer, officer.Country.KeyId(TwoProvincesFixture.HaiPhong), new EphemeralDataProtectionProvider())),
        Cookie("cookie of a key that was never issued", officer => Forged(officer, "34:31", null)),
        new("cookie of the other's key that was revoked", false, async officer =>
        {
            var (id, key) = officer.Country.App.IssueKey(Roles.Province, "34:31");
            var cookie = await officer.Country.CookieOf(key);
            officer.Country.App.Keyring.Revoke(id);
            Assert.Equal(401, await officer.Send("GET", Rows, null, ("Cookie", cookie)));
            Assert.Equal(302, await officer.Send("GET", "/province", null, ("Cookie", cookie)));
        }),
        // Sealed by this server itself: the claims in the cookie are ignored, role and province come from the key.
        new("own cookie that claims another province", true, async officer =>
        {
            var id = officer.Country.KeyId(officer.Province);
            Assert.Equal(200, await officer.Send("GET", Rows, null, ("Cookie", Forged(officer, id, null))));
            Assert.Equal(200, await officer.Send("GET", "/province", null, ("Cookie", Forged(officer, id, null))));
        }),
        new("other's cookie beside the own", true, async officer => Assert.Equal(200, await officer.Send("GET", Rows, null, ("Cookie", $"{officer.Cookie}; briefing2=34:31; province=34:31; role=desk")))),
        new("no key at all", false, async officer => Assert.Equal(401, await officer.Send("GET", Rows, null))),
    ];

    /// <summary>Many guesses are answered with 429.</summary>
    static readonly int[] Refused = [401, 429];

    static ReadAttempt Key(string name, Func<TwoProvincesFixture, string> key) => new(name, false, async officer =>
        Assert.Contains(await officer.Send("GET", Rows, null, ("Authorization", $"Bearer {key(officer.Country)}")), Refused));

    static ReadAttempt Cookie(string name, Func<Officer, string> cookie) => new(name, false, async officer =>
    {
        Assert.Equal(401, await officer.Send("GET", Rows, null, ("Cookie", cookie(officer))));
        Assert.Equal(302, await officer.Send("GET", "/province?province=34:31", null, ("Cookie", cookie(officer))));
    });

    static (string Id, string Key) Revoked(TwoProvincesFixture country)
    {
        var issued = country.App.IssueKey(Roles.Province, "34:31");
        country.App.Keyring.Revoke(issued.Id);
        return (issued.Id, issued.Secret);
    }

    static string Altered(string cookie) => cookie[..^30] + (cookie[^30] == 'A' ? 'B' : 'A') + cookie[^29..];

    /// <summary>A cookie in the server's format, with forged claims.</summary>
    /// <param name="with">The keys that seal it; null for the server's own.</param>
    static string Forged(Officer officer, string keyId, IDataProtectionProvider? with)
    {
        var protector = (with ?? officer.Country.App.Services.GetRequiredService<IDataProtectionProvider>())
            .CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", Scheme, "v2");
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, keyId), new(ClaimTypes.Name, "Cán bộ"), new(ClaimTypes.Role, Roles.Desk), new(ClaimsPrincipalExtensions.ProvinceClaim, "34:31")], Scheme);
        var ticket = new AuthenticationTicket(new(identity), new() { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddDays(1) }, Scheme);
        return "briefing=" + new TicketDataFormat(protector).Protect(ticket);
    }
}
