using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Access;

public sealed class PairingTests : IDisposable
{
    static readonly ProvinceCode LangSon = ProvinceCode.Parse("34:20"), HaiPhong = ProvinceCode.Parse("34:31");

    readonly TempFolder folder = new();
    readonly ManualTime time = new();
    readonly Database database;
    readonly Keyring keyring;
    readonly FailedAttempts attempts = new();
    readonly Pairing pairing;
    readonly long point;

    public PairingTests()
    {
        database = new(folder.File("briefing.db"));
        keyring = new(new(database), new AccessOptions(null, null, []), time);
        pairing = new(keyring, attempts, time);
        point = new Points(new(database)).Named("Hội trường", HaiPhong).Id;
    }

    public void Dispose()
    {
        attempts.Dispose();
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Screen_WhoseCodeIsEntered_HasAKeyOfItsPoint()
    {
        var (screen, device) = Waiting();

        var (key, problem) = Pair(Desk, screen.Code);

        Assert.Null(problem);
        Assert.Equal((Roles.Screen, HaiPhong, "Hội trường", point), (key!.Role, key.Province!.Value, key.Label, key.Point!.Value));
        Assert.Same(key, await screen.Paired);
        Assert.Same(screen, pairing.Of(device));
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
        var typed = string.Format(PinnedCulture.Vietnamese, form, code, code.ToLowerInvariant(), Pairing.Halves(code), $"{code[..4]}-{code[4..]}");

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
        time.Move(Pairing.Lifetime);

        Assert.Equal(PairingProblem.NoSuchCode, Pair(Desk, screen.Code).Problem);
        Assert.Null(pairing.Of(device));
        Assert.False(screen.Paired.IsCompleted);
    }

    [Fact]
    public void Codes_OfManyScreens_AreAllDifferentAndReadAlike()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => Waiting().Screen.Code).ToArray();

        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[ACDEFGHJKMNPQRTWXY34679]{8}$", code));
        // Every letter at every place: no part of a code follows from another.
        Assert.All(Enumerable.Range(0, 8), place => Assert.Equal(23, codes.Select(code => code[place]).Distinct().Count()));
    }

    [Fact]
    public void Guesses_OfOneKey_AreStoppedAndThenEvenTheRightCodeIsRefused()
    {
        var code = Waiting().Screen.Code;
        for (var guess = 0; guess < FailedAttempts.PerMinute; guess++)
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

        Assert.Equal(PairingProblem.NotTheirs, Pair(Holder(role, province), code).Problem);
        // And it does not use up the code.
        Assert.NotNull(Pair(Officer(HaiPhong), code).Key);
    }

    [Fact]
    public void Point_OfAMinistry_IsPairedByTheDeskAlone()
    {
        var code = Waiting().Screen.Code;

        Assert.Equal(PairingProblem.NotTheirs, pairing.Pair(Officer(LangSon), code, point, null, "Bộ Ngoại giao").Problem);
        Assert.NotNull(pairing.Pair(Desk, code, point, null, "Bộ Ngoại giao").Key);
    }

    [Fact]
    public void Screen_WhoseKeyIsRevoked_IsNoLongerKnown()
    {
        var (screen, device) = Waiting();
        keyring.Revoke(Pair(Desk, screen.Code).Key!.Id);

        Assert.Null(pairing.Of(device));
    }

    [Fact]
    public void Key_ThatItsScreenNeverCameFor_IsTakenBack()
    {
        var (abandoned, _) = Waiting();
        var (kept, _) = Waiting();
        var orphan = Pair(Desk, abandoned.Code).Key!;
        var fetched = Pair(Desk, kept.Code).Key!;
        pairing.Collected(kept);
        time.Move(Pairing.Lifetime);

        Waiting();

        Assert.Null(keyring.Live(orphan.Id));
        Assert.NotNull(keyring.Live(fetched.Id));
    }

    /// <summary>Whoever asks for thousands of codes from the address of a hall takes none from the pages that are open there.</summary>
    [Fact]
    public void Flood_OfCodesFromOneAddress_TakesNoneFromPagesThatAsk()
    {
        var open = Enumerable.Range(0, 100).Select(_ => pairing.Poll(Waiting().Screen)).ToArray();
        var pages = Enumerable.Range(0, 100).Select(_ => Waiting()).ToArray();
        for (var flood = 0; flood < 3 * Pairing.MostOfOneNetwork; flood++)
        {
            Assert.NotNull(pairing.Begin(IPAddress.Loopback));
            // Each page asks again within the time of some hundred requests.
            if (flood % 20 == 0)
                pairing.Poll(pages[flood / 20 % pages.Length].Screen).Dispose();
        }

        Assert.All(pages, page => Assert.Same(page.Screen, pairing.Of(page.Device)));
        Assert.All(pages, page => Assert.NotNull(Pair(Desk, page.Screen.Code).Key));
        Assert.Equal(Pairing.MostOfOneNetwork, pairing.Waiting);
        // And one more that comes gets its code.
        Assert.NotNull(Pair(Desk, Waiting().Screen.Code).Key);
        foreach (var poll in open)
            poll.Dispose();
    }

    [Fact]
    public void Code_ThatNobodyAsksForAnyMore_GivesWayToANewOne()
    {
        var (first, second) = (Waiting(), Waiting());
        pairing.Poll(first.Screen).Dispose();
        for (var others = 2; others < Pairing.MostOfOneNetwork; others++)
            Waiting();

        Waiting();

        Assert.Null(pairing.Of(second.Device));
        Assert.Equal(PairingProblem.NoSuchCode, Pair(Desk, second.Screen.Code).Problem);
        Assert.Same(first.Screen, pairing.Of(first.Device));
        // Another network is another matter.
        Assert.NotNull(pairing.Begin(IPAddress.Parse("192.0.2.7")));
        Assert.Same(first.Screen, pairing.Of(first.Device));
    }

    [Fact]
    public void Pages_ThatAreAllOpen_LeaveNoRoomAndLoseNothing()
    {
        var open = Enumerable.Range(0, Pairing.MostOfOneNetwork).Select(_ => Waiting()).Select(one => (one.Device, Poll: pairing.Poll(one.Screen))).ToArray();

        Assert.Null(pairing.Begin(IPAddress.Loopback));
        Assert.NotNull(pairing.Begin(IPAddress.IPv6Loopback));
        open[7].Poll.Dispose();
        Assert.NotNull(pairing.Begin(IPAddress.Loopback));
        Assert.Null(pairing.Of(open[7].Device));
        Assert.All(open.Where((_, i) => i != 7), one => Assert.NotNull(pairing.Of(one.Device)));
        time.Move(Pairing.Lifetime);
        Assert.NotNull(pairing.Begin(IPAddress.Loopback));
        Assert.Equal(1, pairing.Waiting);
    }

    [Fact]
    public void Key_ThatIsOnItsWayToItsScreen_IsNotTakenByAFlood()
    {
        var (screen, device) = Waiting();
        var key = Pair(Desk, screen.Code).Key!;

        for (var flood = 0; flood < 2 * Pairing.MostOfOneNetwork; flood++)
            pairing.Begin(IPAddress.Loopback);

        Assert.Same(screen, pairing.Of(device));
        Assert.NotNull(keyring.Live(key.Id));
        // Once it has its key, it is one of many.
        pairing.Collected(screen);
        for (var flood = 0; flood < Pairing.MostOfOneNetwork; flood++)
            pairing.Begin(IPAddress.Loopback);
        Assert.Null(pairing.Of(device));
        Assert.NotNull(keyring.Live(key.Id));
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
        isSame, ClientAddress.Counted(one is null ? null : IPAddress.Parse(one)).Equals(ClientAddress.Counted(other is null ? null : IPAddress.Parse(other))));

    /// <summary>The attack: 5,000 pages asked for without a key, and then a screen that is real.</summary>
    [Fact]
    public async Task Screen_AfterFiveThousandPagesWithoutAKey_IsPairedAtOnce()
    {
        using var app = new App();
        var (hall, flooding) = (app.Points.Named("Hội trường", HaiPhong), app.Anonymous());
        for (var i = 0; i < 5_000; i++)
        {
            using var page = await flooding.Send("GET", "/screen");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        Assert.Equal(0, app.Services.GetRequiredService<Pairing>().Waiting);
        var screen = app.Anonymous();
        Assert.NotNull(app.Services.GetRequiredService<Pairing>().Pair(Desk, await Code(screen), hall.Id, hall.Province, hall.Name).Key);
        using var told = await screen.Send("GET", "/screen/pairing");
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
    }

    [Fact]
    public async Task Browser_ThatShowsTheCode_BecomesTheScreenAndNoOther()
    {
        using var app = new App();
        var hall = app.Points.Named("Hội trường", HaiPhong);
        HttpClient screen = app.Anonymous(), other = app.Anonymous();
        var code = await Code(screen);
        Assert.Equal(code, await Code(screen));
        Assert.NotEqual(code, await Code(other));
        using var stranger = await app.Anonymous().Send("GET", "/screen/pairing");
        Assert.Equal(HttpStatusCode.Gone, stranger.StatusCode);
        using var picture = await screen.Send("GET", "/screen/pairing/qr");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        using var none = await app.Anonymous().Send("GET", "/screen/pairing/qr");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        var asked = screen.Send("GET", "/screen/pairing");
        var (key, _) = app.Services.GetRequiredService<Pairing>().Pair(Desk, code, hall.Id, hall.Province, hall.Name);
        using (var answer = await asked)
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Contains("data-version=", await (await screen.Send("GET", "/screen")).Text(), StringComparison.Ordinal);
        Assert.NotEqual(code, await Code(other));
        using var again = await screen.Send("GET", "/screen/pairing");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        app.Keyring.Revoke(key!.Id);
        Assert.NotEqual(code, await Code(screen));
    }

    [Fact]
    public async Task Browser_WhosePageIsLoadedAnewAfterItsCodeWasEntered_FindsTheStage()
    {
        using var app = new App();
        var hall = app.Points.Named("Hội trường", HaiPhong);
        HttpClient screen = app.Anonymous(), asking = app.Anonymous();
        app.Services.GetRequiredService<Pairing>().Pair(Desk, await Code(screen), hall.Id, hall.Province, hall.Name);
        app.Services.GetRequiredService<Pairing>().Pair(Desk, await Code(asking), hall.Id, hall.Province, hall.Name);

        using var answer = await screen.Send("GET", "/screen?lang=en");
        Assert.Equal("", await Code(asking));

        Assert.Equal("/screen?lang=en", answer.Headers.Location!.OriginalString);
        foreach (var client in (HttpClient[])[screen, asking])
        {
            using var stage = await client.Send("GET", "/screen?lang=en");
            Assert.Contains("data-version=", await stage.Text(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_WithoutAKey_IsKeptByNobodyAndHoldsNeitherCodeNorFigure()
    {
        using var app = new App();
        using var answer = await app.Anonymous().Send("GET", "/screen");
        var html = await answer.Text();

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("Đang lấy mã…", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"stage\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);

        using var code = await app.Anonymous().Send("POST", "/screen/pairing");
        Assert.Equal("no-store", code.Headers.CacheControl!.ToString());
        Assert.Contains("HttpOnly", string.Join(';', code.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    static ClaimsPrincipal Desk => Holder(Roles.Desk, null);

    static ClaimsPrincipal Officer(ProvinceCode province) => Holder(Roles.Province, province.ToString());

    static ClaimsPrincipal Holder(string role, string? province) =>
        new AccessKey($"key of {role} {province}", role, province is null ? null : ProvinceCode.Parse(province), "Thử", DateTimeOffset.UnixEpoch).Principal("test");

    (WaitingScreen Screen, string Device) Waiting() => pairing.Begin(IPAddress.Loopback)!.Value;

    (AccessKey? Key, PairingProblem? Problem) Pair(ClaimsPrincipal by, string code) => pairing.Pair(by, code, point, HaiPhong, "Hội trường");

    /// <summary>As the page asks for it; empty where the browser has its key.</summary>
    static async Task<string> Code(HttpClient client)
    {
        using var answer = await client.Send("POST", "/screen/pairing");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Json()).GetProperty("code").GetString()?.Replace(" ", "", StringComparison.Ordinal) ?? "";
    }
}
