using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.ScreenPairing;

public sealed class PairingTests : IDisposable
{
    static readonly ProvinceCode LangSon = ProvinceCode.Parse("34:20"), HaiPhong = ProvinceCode.Parse("34:31");

    readonly TempDatabase temporary = new();
    readonly TestClock time = new();
    readonly Keyring keyring;
    readonly FailedAttempts attempts = new();
    readonly Pairing pairing;
    readonly long point;

    public PairingTests()
    {
        keyring = new(new(temporary.Database), new AccessOptions(null, null, []), time);
        pairing = new(keyring, attempts, time);
        point = new Points(new(temporary.Database)).FindOrAdd("Hội trường", HaiPhong).Id;
    }

    public void Dispose()
    {
        attempts.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public async Task Screen_WhoseCodeIsEntered_HasAKeyOfItsPoint()
    {
        var (screen, device) = Waiting();

        var (key, problem) = Pair(Desk, screen.Code);

        Assert.Null(problem);
        Assert.Equal((Roles.Screen, HaiPhong, "Hội trường", point), (key!.Role, key.Province!.Value, key.Label, key.PointId!.Value));
        Assert.Same(key, await screen.PairedKey);
        Assert.Same(screen, pairing.FindByDevice(device));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    [InlineData("{1}")]
    [InlineData("{2}")]
    [InlineData("{3}")]
    public void Code_HoweverItIsTyped_IsUnderstood(string form)
    {
        var code = Waiting().Screen.Code;
        var typed = string.Format(PinnedCulture.Vietnamese, form, code, code.ToLowerInvariant(), Pairing.FormatCode(code), $"{code[..4]}-{code[4..]}");

        Assert.NotNull(Pair(Desk, typed).Key);
    }

    [Fact]
    public void Code_EnteredTwice_PairsOnce()
    {
        var code = Waiting().Screen.Code;

        Assert.NotNull(Pair(Desk, code).Key);
        Assert.Equal(PairingProblem.NoSuchCode, Pair(Desk, code).Problem);
    }

    [Fact]
    public void Code_PastItsTime_IsWorthNothing()
    {
        var (screen, device) = Waiting();
        time.Advance(Pairing.CodeLifetime);

        Assert.Equal(PairingProblem.NoSuchCode, Pair(Desk, screen.Code).Problem);
        Assert.Null(pairing.FindByDevice(device));
        Assert.False(screen.PairedKey.IsCompleted);
    }

    [Fact]
    public void Codes_OfManyScreens_AreAllDifferentAndReadAlike()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => Waiting().Screen.Code).ToArray();

        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[ACDEFGHJKMNPQRTWXY34679]{8}$", code));
        // Each letter occurs at each position, so that no part of a code can be predicted.
        Assert.All(Enumerable.Range(0, 8), place => Assert.Equal(23, codes.Select(code => code[place]).Distinct().Count()));
    }

    [Fact]
    public void Guesses_OfOneKey_AreStoppedAndThenEvenTheRightCodeIsRefused()
    {
        var code = Waiting().Screen.Code;
        for (var guess = 0; guess < FailedAttempts.MaxPerMinute; guess++)
            Assert.Equal(PairingProblem.NoSuchCode, Pair(Desk, "AAAAAAAA").Problem);

        Assert.Equal(PairingProblem.TooManyAttempts, Pair(Desk, code).Problem);
        Assert.NotNull(Pair(Officer(HaiPhong), code).Key);
    }

    [Theory]
    [InlineData(Roles.Screen, "34:31")]
    [InlineData(Roles.Province, "34:20")]
    [InlineData(Roles.Province, null)]
    public void Point_OfAnotherProvince_IsNotPairedByItsOfficerOrByAScreen(string role, string? province)
    {
        var code = Waiting().Screen.Code;

        Assert.Equal(PairingProblem.OtherProvince, Pair(PrincipalOf(role, province), code).Problem);
        // The attempt does not use up the code.
        Assert.NotNull(Pair(Officer(HaiPhong), code).Key);
    }

    [Fact]
    public void Point_OfAMinistry_IsPairedByTheDeskAlone()
    {
        var code = Waiting().Screen.Code;

        Assert.Equal(PairingProblem.OtherProvince, pairing.Pair(Officer(LangSon), code, point, null, "Bộ Ngoại giao").Problem);
        Assert.NotNull(pairing.Pair(Desk, code, point, null, "Bộ Ngoại giao").Key);
    }

    [Fact]
    public void Screen_WhoseKeyIsRevoked_IsNoLongerKnown()
    {
        var (screen, device) = Waiting();
        keyring.Revoke(Pair(Desk, screen.Code).Key!.Id);

        Assert.Null(pairing.FindByDevice(device));
    }

    [Fact]
    public void Key_ThatItsScreenNeverCameFor_IsTakenBack()
    {
        var (abandoned, _) = Waiting();
        var (kept, _) = Waiting();
        var orphan = Pair(Desk, abandoned.Code).Key!;
        var fetched = Pair(Desk, kept.Code).Key!;
        pairing.MarkCollected(kept);
        time.Advance(Pairing.CodeLifetime);

        Waiting();

        Assert.Null(keyring.FindLive(orphan.Id));
        Assert.NotNull(keyring.FindLive(fetched.Id));
    }

    /// <summary>A flood of requests for codes from a hall's address does not drop the codes of the pages that are open there.</summary>
    [Fact]
    public void Flood_OfCodesFromOneAddress_TakesNoneFromPagesThatAsk()
    {
        var open = Enumerable.Range(0, 100).Select(_ => pairing.BeginPoll(Waiting().Screen)).ToArray();
        var pages = Enumerable.Range(0, 100).Select(_ => Waiting()).ToArray();
        for (var flood = 0; flood < 3 * Pairing.MaxPerNetwork; flood++)
        {
            Assert.NotNull(pairing.StartWaiting(IPAddress.Loopback));
            // Each page polls again once in 2,000 requests.
            if (flood % 20 == 0)
                pairing.BeginPoll(pages[flood / 20 % pages.Length].Screen).Dispose();
        }

        Assert.All(pages, page => Assert.Same(page.Screen, pairing.FindByDevice(page.Device)));
        Assert.All(pages, page => Assert.NotNull(Pair(Desk, page.Screen.Code).Key));
        Assert.Equal(Pairing.MaxPerNetwork, pairing.WaitingCount);
        // A new screen still gets a code.
        Assert.NotNull(Pair(Desk, Waiting().Screen.Code).Key);
        foreach (var poll in open)
            poll.Dispose();
    }

    [Fact]
    public void Code_ThatNobodyAsksForAnyMore_GivesWayToANewOne()
    {
        var (first, second) = (Waiting(), Waiting());
        pairing.BeginPoll(first.Screen).Dispose();
        for (var others = 2; others < Pairing.MaxPerNetwork; others++)
            Waiting();

        Waiting();

        Assert.Null(pairing.FindByDevice(second.Device));
        Assert.Equal(PairingProblem.NoSuchCode, Pair(Desk, second.Screen.Code).Problem);
        Assert.Same(first.Screen, pairing.FindByDevice(first.Device));
        // The limit is per network.
        Assert.NotNull(pairing.StartWaiting(IPAddress.Parse("192.0.2.7")));
        Assert.Same(first.Screen, pairing.FindByDevice(first.Device));
    }

    [Fact]
    public void Pages_ThatAreAllOpen_LeaveNoRoomAndLoseNothing()
    {
        var open = Enumerable.Range(0, Pairing.MaxPerNetwork).Select(_ => Waiting())
            .Select(waiting => (waiting.Device, Poll: pairing.BeginPoll(waiting.Screen))).ToArray();

        Assert.Null(pairing.StartWaiting(IPAddress.Loopback));
        Assert.NotNull(pairing.StartWaiting(IPAddress.IPv6Loopback));
        open[7].Poll.Dispose();
        Assert.NotNull(pairing.StartWaiting(IPAddress.Loopback));
        Assert.Null(pairing.FindByDevice(open[7].Device));
        Assert.All(open.Where((_, i) => i != 7), page => Assert.NotNull(pairing.FindByDevice(page.Device)));
        time.Advance(Pairing.CodeLifetime);
        Assert.NotNull(pairing.StartWaiting(IPAddress.Loopback));
        Assert.Equal(1, pairing.WaitingCount);
    }

    [Fact]
    public void Key_ThatIsOnItsWayToItsScreen_IsNotTakenByAFlood()
    {
        var (screen, device) = Waiting();
        var key = Pair(Desk, screen.Code).Key!;

        for (var flood = 0; flood < 2 * Pairing.MaxPerNetwork; flood++)
            pairing.StartWaiting(IPAddress.Loopback);

        Assert.Same(screen, pairing.FindByDevice(device));
        Assert.NotNull(keyring.FindLive(key.Id));
        // Once its key is fetched, it may be dropped like any other.
        pairing.MarkCollected(screen);
        for (var flood = 0; flood < Pairing.MaxPerNetwork; flood++)
            pairing.StartWaiting(IPAddress.Loopback);
        Assert.Null(pairing.FindByDevice(device));
        Assert.NotNull(keyring.FindLive(key.Id));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "2001:db8::1", false)]
    [InlineData(null, null, true)]
    public void Address_OfAClient_IsItsNetwork(string? one, string? other, bool isSame) => Assert.Equal(
        isSame, ClientAddress.RateLimitNetwork(one is null ? null : IPAddress.Parse(one)).Equals(ClientAddress.RateLimitNetwork(other is null ? null : IPAddress.Parse(other))));

    /// <summary>An attack of 5,000 page requests without a key, then a real screen.</summary>
    [Trait("Tier", "Host")]
    [Fact]
    public async Task Screen_AfterFiveThousandPagesWithoutAKey_IsPairedAtOnce()
    {
        using var app = new TestApplication();
        var (hall, flooding) = (app.Points.FindOrAdd("Hội trường", HaiPhong), app.CreateAnonymousClient());
        for (var i = 0; i < 5_000; i++)
        {
            using var page = await flooding.SendRequest("GET", "/screen");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        Assert.Equal(0, app.Services.GetRequiredService<Pairing>().WaitingCount);
        var screen = app.CreateAnonymousClient();
        Assert.NotNull(app.Services.GetRequiredService<Pairing>().Pair(Desk, await Code(screen), hall.Id, hall.Province, hall.Name).Key);
        using var response = await screen.SendRequest("GET", "/screen/pairing");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Browser_ThatShowsTheCode_BecomesTheScreenAndNoOther()
    {
        using var app = new TestApplication();
        var hall = app.Points.FindOrAdd("Hội trường", HaiPhong);
        HttpClient screen = app.CreateAnonymousClient(), other = app.CreateAnonymousClient();
        var code = await Code(screen);
        Assert.Equal(code, await Code(screen));
        Assert.NotEqual(code, await Code(other));
        using var stranger = await app.CreateAnonymousClient().SendRequest("GET", "/screen/pairing");
        Assert.Equal(HttpStatusCode.Gone, stranger.StatusCode);
        using var picture = await screen.SendRequest("GET", "/screen/pairing/qr");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        using var none = await app.CreateAnonymousClient().SendRequest("GET", "/screen/pairing/qr");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        var polling = screen.SendRequest("GET", "/screen/pairing");
        var (key, _) = app.Services.GetRequiredService<Pairing>().Pair(Desk, code, hall.Id, hall.Province, hall.Name);
        using (var answer = await polling)
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Contains("data-version=", await (await screen.SendRequest("GET", "/screen")).ReadText(), StringComparison.Ordinal);
        Assert.NotEqual(code, await Code(other));
        using var again = await screen.SendRequest("GET", "/screen/pairing");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        app.Keyring.Revoke(key!.Id);
        Assert.NotEqual(code, await Code(screen));
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Browser_WhosePageIsLoadedAnewAfterItsCodeWasEntered_FindsTheStage()
    {
        using var app = new TestApplication();
        var hall = app.Points.FindOrAdd("Hội trường", HaiPhong);
        HttpClient screen = app.CreateAnonymousClient(), asking = app.CreateAnonymousClient();
        app.Services.GetRequiredService<Pairing>().Pair(Desk, await Code(screen), hall.Id, hall.Province, hall.Name);
        app.Services.GetRequiredService<Pairing>().Pair(Desk, await Code(asking), hall.Id, hall.Province, hall.Name);

        using var answer = await screen.SendRequest("GET", "/screen?lang=en");
        Assert.Equal("", await Code(asking));

        Assert.Equal("/screen?lang=en", answer.Headers.Location!.OriginalString);
        foreach (var client in (HttpClient[])[screen, asking])
        {
            using var stage = await client.SendRequest("GET", "/screen?lang=en");
            Assert.Contains("data-version=", await stage.ReadText(), StringComparison.Ordinal);
        }
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Page_WithoutAKey_IsKeptByNobodyAndHoldsNeitherCodeNorFigure()
    {
        using var app = new TestApplication();
        using var answer = await app.CreateAnonymousClient().SendRequest("GET", "/screen");
        var html = await answer.ReadText();

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("Đang lấy mã…", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"stage\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);

        using var code = await app.CreateAnonymousClient().SendRequest("POST", "/screen/pairing");
        Assert.Equal("no-store", code.Headers.CacheControl!.ToString());
        Assert.Contains("HttpOnly", string.Join(';', code.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    static ClaimsPrincipal Desk => PrincipalOf(Roles.Desk, null);

    static ClaimsPrincipal Officer(ProvinceCode province) => PrincipalOf(Roles.Province, province.ToString());

    static ClaimsPrincipal PrincipalOf(string role, string? province) =>
        new AccessKey($"key of {role} {province}", role, province is null ? null : ProvinceCode.Parse(province), "Thử", DateTimeOffset.UnixEpoch).ToPrincipal("test");

    (WaitingScreen Screen, string Device) Waiting() => pairing.StartWaiting(IPAddress.Loopback)!.Value;

    (AccessKey? Key, PairingProblem? Problem) Pair(ClaimsPrincipal by, string code) => pairing.Pair(by, code, point, HaiPhong, "Hội trường");

    /// <summary>The code as the page requests it; empty if the browser has its key.</summary>
    static async Task<string> Code(HttpClient client)
    {
        using var answer = await client.SendRequest("POST", "/screen/pairing");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.ReadJson()).GetProperty("code").GetString()?.Replace(" ", "", StringComparison.Ordinal) ?? "";
    }
}
