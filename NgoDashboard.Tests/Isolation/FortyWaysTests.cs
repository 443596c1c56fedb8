using System.Text;
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
