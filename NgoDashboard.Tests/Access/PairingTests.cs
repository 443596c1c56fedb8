using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Access;

public sealed partial class PairingTests : IDisposable
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

    [Fact]
    public void Screens_OfOneAddress_FindAnEnd()
    {
        for (var screen = 0; screen < Pairing.MostOfOneAddress; screen++)
            Assert.NotNull(pairing.Begin(IPAddress.Loopback));

        Assert.Null(pairing.Begin(IPAddress.Loopback));
        Assert.NotNull(pairing.Begin(IPAddress.IPv6Loopback));
        time.Move(Pairing.Lifetime);
        Assert.NotNull(pairing.Begin(IPAddress.Loopback));
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
    public async Task Browser_WithoutScript_FindsTheStageAtItsNextVisit()
    {
        using var app = new App();
        var hall = app.Points.Named("Hội trường", HaiPhong);
        var screen = app.Anonymous();
        app.Services.GetRequiredService<Pairing>().Pair(Desk, await Code(screen), hall.Id, hall.Province, hall.Name);

        using var answer = await screen.Send("GET", "/screen?lang=en");

        Assert.Equal("/screen?lang=en", answer.Headers.Location!.OriginalString);
        using var stage = await screen.Send("GET", "/screen?lang=en");
        Assert.Contains("data-version=", await stage.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithACode_IsKeptByNobodyAndShowsNoFigure()
    {
        using var app = new App();
        using var answer = await app.Anonymous().Send("GET", "/screen");
        var html = await answer.Text();

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains("HttpOnly", string.Join(';', answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("id=\"stage\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    static ClaimsPrincipal Desk => Holder(Roles.Desk, null);

    static ClaimsPrincipal Officer(ProvinceCode province) => Holder(Roles.Province, province.ToString());

    static ClaimsPrincipal Holder(string role, string? province) =>
        new AccessKey($"key of {role} {province}", role, province is null ? null : ProvinceCode.Parse(province), "Thử", DateTimeOffset.UnixEpoch).Principal("test");

    (WaitingScreen Screen, string Device) Waiting() => pairing.Begin(IPAddress.Loopback)!.Value;

    (AccessKey? Key, PairingProblem? Problem) Pair(ClaimsPrincipal by, string code) => pairing.Pair(by, code, point, HaiPhong, "Hội trường");

    static async Task<string> Code(HttpClient client)
    {
        using var page = await client.Send("GET", "/screen");
        return CodeIn().Match(await page.Text()) is { Success: true } found ? found.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal) : "";
    }

    [GeneratedRegex("id=\"code\">([A-Z0-9 ]+)<")]
    private static partial Regex CodeIn();
}
