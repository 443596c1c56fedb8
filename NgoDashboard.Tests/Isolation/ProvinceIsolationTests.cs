using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Tests.TestKit.Clients;

namespace NgoDashboard.Tests.Isolation;

/// <summary>
/// An officer of Lạng Sơn makes every known attempt to read Hải Phòng's rows and gets none of them. An officer of Hải Phòng makes the
/// same attempts and must get the rows where the attempt is open to the owner, so that no attempt passes because it never works.
/// </summary>
[Trait("Tier", "Host")]
public sealed class ProvinceIsolationTests(TwoProvincesFixture country) : IClassFixture<TwoProvincesFixture>
{
    static readonly Dictionary<string, ReadAttempt> Attempts =
        ((IEnumerable<ReadAttempt>)[.. ReadAttemptsByUrl.All, .. ReadAttemptsByIdentity.All, .. ReadAttemptsByPage.All, .. ReadAttemptsByHub.All]).ToDictionary(attempt => attempt.Name);

    public static TheoryData<string> All => [.. Attempts.Keys];

    public static TheoryData<string> AttemptsOpenToOwner => [.. Attempts.Values.Where(attempt => attempt.IsOpenToOwner).Select(attempt => attempt.Name)];

    [Fact]
    public void Ways_OfTheTable_AreMoreThanForty() => Assert.True(Attempts.Count > 40);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Officer_OfAnotherProvince_ReadsNothingOfIt(string way)
    {
        var officer = country.Officer(TwoProvincesFixture.LangSon);

        await Attempts[way].Try(officer);

        Assert.Null(SecretMarker.FindFirst(officer.Responses));
    }

    [Theory]
    [MemberData(nameof(AttemptsOpenToOwner))]
    public async Task Officer_OfTheProvinceItself_ReadsItTheSameWay(string way)
    {
        var officer = country.Officer(TwoProvincesFixture.HaiPhong);

        await Attempts[way].Try(officer);

        Assert.True(SecretMarker.IsPresent(officer.Responses));
    }

    /// <summary>Seven codes mean another province since 2025: a key of one province gives no access to the other.</summary>
    public static TheoryData<string, string, bool> OfReusedCodes =>
    [
        .. from code in ReusedCode.All
           from way in ReadAttemptsByCode.All
           from isOld in (bool[])[true, false]
           // isOld: the old province's officer tries to read the new province's rows; otherwise the other way round.
           where isOld || way.AppliesToOldProvince
           select new TheoryDataRow<string, string, bool>(code.Code, way.Name, isOld),
    ];

    [Theory]
    [MemberData(nameof(OfReusedCodes))]
    public async Task Officer_WhoseCodeMeansAnotherProvinceSince2025_ReadsNothingOfIt(string code, string way, bool isOld)
    {
        var known = ReusedCode.Find(code);
        var (own, other) = isOld ? (known.Old, known.New) : (known.New, known.Old);
        var (officer, theirs) = (country.Officer(own), country.Officer(other));
        var tried = ReadAttemptsByCode.All.Single(attempt => attempt.Name == way);
        int[] dollars = isOld ? [known.Sector, known.OnAir, known.OfSibling] : [];

        // The owner reads the rows first: it proves that the attempt works, and that no cached answer is served to the other.
        await tried.Try(theirs, other);
        Assert.NotNull(SecretMarker.FindFirst(theirs.Responses, ReusedCode.Words(other), dollars));
        await tried.Try(officer, other);

        Assert.Null(SecretMarker.FindFirst(officer.Responses, ReusedCode.Words(other), dollars));
    }

    public static TheoryData<string, bool> ReusedCodes => [.. from code in ReusedCode.All from isOld in (bool[])[true, false] select new TheoryDataRow<string, bool>(code.Code, isOld)];

    [Theory]
    [MemberData(nameof(ReusedCodes))]
    public async Task Officer_WhoseCodeMeansAnotherProvinceSince2025_ChangesNothingOfIt(string code, bool isOld)
    {
        var known = ReusedCode.Find(code);
        var (own, other) = isOld ? (known.Old, known.New) : (known.New, known.Old);
        var services = country.App.Services;
        var (amendments, proposals, queue, pairing) =
            (services.GetRequiredService<Amendments>(), services.GetRequiredService<Proposals>(), services.GetRequiredService<SpeakingQueue>(), services.GetRequiredService<Pairing>());
        var me = country.App.Keyring.FindBySecret(country.KeyOf(own))!.ToPrincipal("test");
        var screen = pairing.StartWaiting(null)!.Value.Screen;

        // The own open request blocks a second one; the other province's request is not affected.
        Assert.Equal([FindingKind.AlreadyInQueue], (await queue.Submit(own, new(country.KeyId(own), "Cán bộ"), "lần nữa")).Select(finding => finding.Kind));
        Assert.Equal(other, queue.OpenRequestOf(other)!.Province);
        Assert.False(await amendments.Withdraw(own, country.AmendmentOf(other)));
        Assert.False(await proposals.Withdraw(own, proposals.ForProvince(other)[0].Id));
        Assert.False(me.CanReadInboxOf(other));
        Assert.False(AmendmentRules.IsOwnFigure(country.App.LiveBriefing.Current.Snapshot.Reference, known.Old, new(Period.ForYear(2018), known.New, null, null, Measure.Disbursed)));
        Assert.Equal((null, PairingProblem.OtherProvince), pairing.Pair(me, screen.Code, 1, other, "Điểm cầu"));
        Assert.NotNull(pairing.Pair(me, screen.Code, 1, own, "Điểm cầu").Key);
    }

    /// <summary>Roll call and links: points of the same name in both provinces of a code are two points, each with its own screens.</summary>
    [Theory]
    [MemberData(nameof(ReusedCodes))]
    public async Task Screen_OfOneProvinceOfACode_IsCountedAtItsOwnPointAlone(string code, bool isOld)
    {
        var known = ReusedCode.Find(code);
        var (own, other) = isOld ? (known.Old, known.New) : (known.New, known.Old);
        var name = $"Hội trường {code} {isOld}";
        var (mine, theirs) = (country.App.Points.FindOrAdd(name, own), country.App.Points.FindOrAdd(name, other));
        var links = country.App.Services.GetRequiredService<PointLinks>();
        var secret = links.GetOrIssueSecrets(new LinkedPoint(mine.Id, mine.Name, mine.Province));

        Assert.NotEqual(secret, links.GetOrIssueSecrets(new LinkedPoint(theirs.Id, theirs.Name, theirs.Province)));
        await using var screen = await ScreenClient.Open(new(country.Address), secret);
        await screen.WaitForFrame(1);

        var rollCall = country.App.Services.GetRequiredService<RollCallView>().Current;
        Assert.True(rollCall.Lines.Single(line => line.Point.Name == name && line.Point.Province == own).IsConnected);
        Assert.False(rollCall.Lines.Single(line => line.Point.Name == name && line.Point.Province == other).IsConnected);
        var connected = country.App.Services.GetRequiredService<ConnectedScreens>().All;
        Assert.Equal(own.ToString(), rollCall.Lines.Length > 0 ? connected.Single(shown => shown.Owner.PointId == mine.Id).Owner.Province : null);
    }

    [Fact]
    public void Codes_ThatMeanAnotherProvince_AreTheSevenOfTheData()
    {
        var reference = country.App.LiveBriefing.Current.Snapshot.Reference;
        var reused = reference.ProvincesOnBasis(ProvinceCode.CurrentBasis)
            .Where(now => reference.FindProvince(new(ProvinceCode.OldBasis, now.Code.Code)) is { } before && TextFolding.Fold(before.Name) != TextFolding.Fold(now.Name))
            .Select(now => now.Code.Code).Order();

        Assert.Equal(ReusedCode.All.Select(known => known.Code).Order(), reused.Where(code => code != "46").Order());
        Assert.All(ReusedCode.All, known => Assert.Equal(known.New, reference.FindProvince(known.Sibling)!.Successor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task Officer_OfAProvince_ReadsTheNationalFiguresAndTheOwn(string query)
    {
        var officer = country.Officer(TwoProvincesFixture.LangSon);

        await officer.SendWithKey("/api/figures" + query);

        var response = Encoding.UTF8.GetString(officer.Responses.Last());
        Assert.Contains($"{TwoProvincesFixture.OwnFigure}", response, StringComparison.Ordinal);
        Assert.Contains("228700000", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnOfficer_HasTheNationalFiguresAndTheOwn()
    {
        var officer = country.Officer(TwoProvincesFixture.LangSon);

        await officer.SendWithCookie("/province");

        var response = Encoding.UTF8.GetString(officer.Responses.Last());
        Assert.Contains("12,346 triệu USD", response, StringComparison.Ordinal);
        Assert.Contains("228,7 triệu USD", response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31.415.926 USD")]
    [InlineData("31,415,926")]
    [InlineData("31415926.00")]
    [InlineData("31,416 triệu USD")]
    [InlineData("31.4 million USD")]
    [InlineData("b\\u00cd m\\u1eadt")]
    [InlineData("B&#xCD; M&#x1EAC;T H")]
    [InlineData("{\"html\":\"MzEuNDE1LjkyNiBVU0QgxJHDoyBnaeG6o2kgbmfDom4=\"}")]
    public void TellTale_InWhateverForm_IsFound(string told) => Assert.True(SecretMarker.IsPresent([Encoding.UTF8.GetBytes(told)]));
}
