using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Isolation;

/// <summary>
/// An officer of Lạng Sơn tries every way that there is to Hải Phòng's rows, and gets none of them; by those that lead to rows an
/// officer of Hải Phòng does, so that no way passes by leading nowhere.
/// </summary>
public sealed class FortyWaysTests(TwoProvinces country) : IClassFixture<TwoProvinces>
{
    static readonly Dictionary<string, Way> Ways =
        ((IEnumerable<Way>)[.. WaysByAddress.All, .. WaysByIdentity.All, .. WaysByPage.All, .. WaysByHub.All]).ToDictionary(way => way.Name);

    public static TheoryData<string> All => [.. Ways.Keys];

    public static TheoryData<string> OpenToTheirOwn => [.. Ways.Values.Where(way => way.IsOpenToItsOwn).Select(way => way.Name)];

    [Fact]
    public void Ways_OfTheTable_AreMoreThanForty() => Assert.True(Ways.Count > 40);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Officer_OfAnotherProvince_ReadsNothingOfIt(string way)
    {
        var officer = country.Officer(TwoProvinces.LangSon);

        await Ways[way].Try(officer);

        Assert.Null(TellTale.Found(officer.Heard));
    }

    [Theory]
    [MemberData(nameof(OpenToTheirOwn))]
    public async Task Officer_OfTheProvinceItself_ReadsItTheSameWay(string way)
    {
        var officer = country.Officer(TwoProvinces.HaiPhong);

        await Ways[way].Try(officer);

        Assert.True(TellTale.IsIn(officer.Heard));
    }

    /// <summary>Seven codes mean another province since 2025: whoever has one of them has nothing of the other.</summary>
    public static TheoryData<string, string, bool> OfReusedCodes =>
    [
        .. from code in ReusedCode.All
           from way in WaysByCode.All
           from isOld in (bool[])[true, false]
           // What the new province has is what the old one's officer tries, and the other way round.
           where isOld || way.IsForOld
           select new TheoryDataRow<string, string, bool>(code.Code, way.Name, isOld),
    ];

    [Theory]
    [MemberData(nameof(OfReusedCodes))]
    public async Task Officer_WhoseCodeMeansAnotherProvinceSince2025_ReadsNothingOfIt(string code, string way, bool isOld)
    {
        var known = ReusedCode.Find(code);
        var (own, other) = isOld ? (known.Old, known.New) : (known.New, known.Old);
        var (officer, theirs) = (country.Officer(own), country.Officer(other));
        var tried = WaysByCode.All.Single(one => one.Name == way);
        int[] dollars = isOld ? [known.Sector, known.OnAir, known.OfSibling] : [];

        // The other's own officer reads it first, so that no way passes by leading nowhere, and none by what is kept of an answer.
        await tried.Try(theirs, other);
        Assert.NotNull(TellTale.Found(theirs.Heard, ReusedCode.Words(other), dollars));
        await tried.Try(officer, other);

        Assert.Null(TellTale.Found(officer.Heard, ReusedCode.Words(other), dollars));
    }

    public static TheoryData<string, bool> ReusedCodes => [.. from code in ReusedCode.All from isOld in (bool[])[true, false] select new TheoryDataRow<string, bool>(code.Code, isOld)];

    [Theory]
    [MemberData(nameof(ReusedCodes))]
    public async Task Officer_WhoseCodeMeansAnotherProvinceSince2025_ChangesNothingOfIt(string code, bool isOld)
    {
        var known = ReusedCode.Find(code);
        var (own, other) = isOld ? (known.Old, known.New) : (known.New, known.Old);
        var services = country.App.Services;
        var (amendments, proposals, floor, pairing) =
            (services.GetRequiredService<Amendments>(), services.GetRequiredService<Proposals>(), services.GetRequiredService<Floor>(), services.GetRequiredService<Pairing>());
        var me = country.App.Keyring.Find(country.KeyOf(own))!.Principal("test");
        var screen = pairing.Begin(null)!.Value.Screen;

        // One more at once, of which the other knows nothing: the other's own is no hindrance.
        Assert.Equal([FindingKind.AlreadyAsked], (await floor.Ask(own, new(country.KeyId(own), "Cán bộ"), "lần nữa")).Select(finding => finding.Kind));
        Assert.Equal(other, floor.Of(other)!.Province);
        Assert.False(await amendments.Withdraw(own, country.AmendmentOf(other)));
        Assert.False(await proposals.Withdraw(own, proposals.Of(other)[0].Id));
        Assert.False(me.MaySeeAskedBy(other));
        Assert.False(AmendmentRules.IsOwn(country.App.Air.Current.Snapshot.Reference, known.Old, new(Period.Year(2018), known.New, null, null, Measure.Disbursed)));
        Assert.Equal((null, PairingProblem.NotTheirs), pairing.Pair(me, screen.Code, 1, other, "Điểm cầu"));
        Assert.NotNull(pairing.Pair(me, screen.Code, 1, own, "Điểm cầu").Key);
    }

    /// <summary>The roll call, and the links: points of one name in both provinces of a code are two points, each with its own screens.</summary>
    [Theory]
    [MemberData(nameof(ReusedCodes))]
    public async Task Screen_OfOneProvinceOfACode_IsCountedAtItsOwnPointAlone(string code, bool isOld)
    {
        var known = ReusedCode.Find(code);
        var (own, other) = isOld ? (known.Old, known.New) : (known.New, known.Old);
        var name = $"Hội trường {code} {isOld}";
        var (mine, theirs) = (country.App.Points.Named(name, own), country.App.Points.Named(name, other));
        var links = country.App.Services.GetRequiredService<PointLinks>();
        var secret = links.Of(new LinkedPoint(mine.Id, mine.Name, mine.Province));

        Assert.NotEqual(secret, links.Of(new LinkedPoint(theirs.Id, theirs.Name, theirs.Province)));
        await using var screen = await ScreenClient.Open(new(country.Address), secret);
        await screen.Frame(1);

        var roll = country.App.Services.GetRequiredService<RollBook>().Now;
        Assert.True(roll.Lines.Single(line => line.Point.Name == name && line.Point.Province == own).IsThere);
        Assert.False(roll.Lines.Single(line => line.Point.Name == name && line.Point.Province == other).IsThere);
        Assert.Equal(own.ToString(), roll.Lines.Length > 0 ? country.App.Services.GetRequiredService<RollCall>().Present.Single(one => one.Who.Point == mine.Id).Who.Province : null);
    }

    [Fact]
    public void Codes_ThatMeanAnotherProvince_AreTheSevenOfTheData()
    {
        var reference = country.App.Air.Current.Snapshot.Reference;
        var reused = reference.OnBasis(ProvinceCode.Current)
            .Where(now => reference.Province(new(ProvinceCode.Old, now.Code.Code)) is { } before && Folding.Fold(before.Name) != Folding.Fold(now.Name))
            .Select(now => now.Code.Code).Order();

        Assert.Equal(ReusedCode.All.Select(one => one.Code).Order(), reused.Where(one => one != "46").Order());
        Assert.All(ReusedCode.All, one => Assert.Equal(one.New, reference.Province(one.Sibling)!.Successor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task Officer_OfAProvince_ReadsTheNationalFiguresAndTheOwn(string query)
    {
        var officer = country.Officer(TwoProvinces.LangSon);

        await officer.Ask("/api/figures" + query);

        var told = Encoding.UTF8.GetString(officer.Heard.Last());
        Assert.Contains($"{TwoProvinces.OwnFigure}", told, StringComparison.Ordinal);
        Assert.Contains("228700000", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnOfficer_HasTheNationalFiguresAndTheOwn()
    {
        var officer = country.Officer(TwoProvinces.LangSon);

        await officer.Browse("/province");

        var told = Encoding.UTF8.GetString(officer.Heard.Last());
        Assert.Contains("12,346 triệu USD", told, StringComparison.Ordinal);
        Assert.Contains("228,7 triệu USD", told, StringComparison.Ordinal);
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
    public void TellTale_InWhateverForm_IsFound(string told) => Assert.True(TellTale.IsIn([Encoding.UTF8.GetBytes(told)]));
}
