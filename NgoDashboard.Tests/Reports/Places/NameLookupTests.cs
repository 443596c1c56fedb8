using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Reports.Places;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Reports.Places;

public sealed class NameLookupTests
{
    readonly NameLookup names = new(PublishedData.ReferenceAndFigures.Reference, []);

    [Theory]
    [InlineData("HANOI", "63:01 34:01")]
    [InlineData("Ha Noi", "63:01 34:01")]
    [InlineData("Hà-Nội", "63:01 34:01")]
    [InlineData("TP. HÀNỘI", "63:01 34:01")]
    [InlineData("Daklak", "63:66 34:66")]
    [InlineData("Đắk Lắk", "63:66 34:66")]
    [InlineData("ĐắkLắk", "63:66 34:66")]
    [InlineData("tỉnh ĐắkLắk (cũ)", "63:66")]
    [InlineData("Kon-Tum", "63:62")]
    [InlineData("BR-VT", "63:77")]
    // The same letters as the abbreviation of the reference data.
    [InlineData("BRVT", "63:77")]
    [InlineData("TT-Huế", "63:46 34:46")]
    // Initials that no name of the reference data has.
    [InlineData("T.T. Huế", "63:46 34:46")]
    [InlineData("Thành phố CaoBằng", "")]
    [InlineData("HNOI", "")]
    public void Province_ByASpelling_IsFound(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', names.FindProvinces(text)));

    [Theory]
    [InlineData("BÁO CÁO VIỆN TRỢ TỈNH DAKLAK NĂM 2023", "63:66 34:66")]
    [InlineData("Báo cáo của Hà-Nội", "63:01 34:01")]
    [InlineData("Báo cáo HANOI và Đà Nẵng", "")]
    [InlineData("Thừa Thiên Huế", "63:46 34:46")]
    [InlineData("ThừaThiênHuế, thành phố Huế", "63:46 34:46")]
    [InlineData("Báo cáo T.T. Huế", "63:46 34:46")]
    [InlineData("Báo cáo viện trợ", "")]
    public void Province_AmongOtherWords_IsFound(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', names.FindProvincesIn(text)));

    [Fact]
    public void Names_ThatTheDeskGave_AreFound()
    {
        var published = PublishedData.Snapshot;
        var relief = published.Reference.FindCampaign("central-floods-2020")!;
        var (named, _) = published.ApplyReferenceEdit(new ItemRenaming(relief with { Aliases = ["lũ chồng lũ"] }), 2, "");
        var merger = new ItemMerger(ItemKind.Sector, "judicial-support", "other", ImmutableDictionary<FigureKey, long>.Empty);
        var (merged, _) = named.ApplyReferenceEdit(merger, 3, "");
        var found = new NameLookup(merged.Reference, []);

        Assert.Equal("central-floods-2020", found.FindCampaign("Lũ chồng lũ"));
        Assert.Equal("other", found.FindSector("Trợ giúp pháp lý"));
    }

    [Theory]
    [InlineData("Y-tế", "health")]
    [InlineData("Giáodục đàotạo", "education-training")]
    [InlineData("KTXH", "socio-economic-development")]
    [InlineData("Lĩnh vực: Tài nguyên & môi trường", "environment")]
    [InlineData("Thể thao", null)]
    public void Sector_ByASpelling_IsFound(string text, string? expected) => Assert.Equal(expected, names.FindSector(text));

    [Theory]
    [InlineData("CẢNƯỚC", true)]
    [InlineData("Việt-Nam", true)]
    [InlineData("Viettel", false)]
    public void Nation_ByASpelling_IsKnown(string text, bool isNation) => Assert.Equal(isNation, NameLookup.IsNationName(text));

    [Fact]
    public void AliasKeys_OfSpellings_AreEqual()
    {
        var key = new AliasKey(AliasKind.Province, "Lạng Xơn");

        Assert.All(
            ["LẠNGXƠN", "lang-xon"], spelling => Assert.Equal((key, key.GetHashCode()), (new(AliasKind.Province, spelling), new AliasKey(AliasKind.Province, spelling).GetHashCode())));
        Assert.NotEqual(key, new(AliasKind.Sector, "Lạng Xơn"));
    }
}
