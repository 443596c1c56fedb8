using NgoDashboard.Components.DeskPanels.FigureEditing;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.DeskPanels.FigureEditing;

public sealed class FigureSearchTests
{
    static readonly ProvinceCode OldHaiPhong = new(63, "31"), NewQuangTri = new(34, "44"), OldQuangTri = new(63, "45");

    [Fact]
    public void Find_WithoutDiacritics_FindsTheProvinceOfBothBases()
    {
        var found = Find("quang tri", 100).Select(key => key.Province).Distinct().ToArray();

        Assert.Contains(OldQuangTri, found);
        Assert.All(found, code => Assert.True(code == OldQuangTri || code == NewQuangTri, $"{code} is not Quảng Trị."));
        Assert.Equal(Find("quang tri", 100), Find("QUẢNG TRỊ", 100));
    }

    [Fact]
    public void Find_AFigureOfTheNewProvince_ComesAsTheOneThatCanBeEntered() =>
        Assert.Equal(new FigureKey(Period.ForYear(2025), NewQuangTri, null, null, Measure.Disbursed), Find("quang tri 2025")[^1]);

    [Fact]
    public void Find_WithYearAndMeasure_PutsThatFigureFirst() =>
        Assert.Equal(new FigureKey(Period.ForYear(2020), OldHaiPhong, null, null, Measure.Disbursed), Find("hai phong 2020 giai ngan")[0]);

    [Theory]
    [InlineData("en", "hai phong 2020 giai ngan")]
    [InlineData("en", "quang tri 2031 giai ngan")]
    [InlineData("vi", "hai phong 2020 disbursed")]
    [InlineData("vi", "quang tri 2031 disbursed")]
    public void Find_InTheOtherLanguage_FindsTheSame(string language, string query) =>
        Assert.Equal(Measure.Disbursed, DisplayLanguage.FromCode(language).RenderIn(() => Find(query))[0].Measure);

    [Theory]
    [InlineData("2020 hai phong giai ngan")]
    [InlineData("giai ngan hai phong 2020")]
    [InlineData("  Hải   Phòng, 2020 – giải ngân ")]
    public void Find_InAnyOrder_FindsTheSame(string query) => Assert.Equal(Find("hai phong 2020 giai ngan")[0], Find(query)[0]);

    [Fact]
    public void Find_BeginningsOfWords_AreEnough() => Assert.Contains(new(Period.ForYear(2020), OldHaiPhong, null, null, Measure.Disbursed), Find("hai pho 2020 giai", 100));

    [Fact]
    public void Find_TheWholeCountry_ComesBeforeItsParts() =>
        Assert.Equal(FigureKey.National(2020, Measure.Disbursed), Find("toan quoc 2020 giai ngan")[0]);

    [Fact]
    public void Find_AFigureThatIsNotThereYet_OffersIt()
    {
        var key = new FigureKey(Period.ForYear(2020), new(63, "20"), "health", null, Measure.Disbursed);
        Assert.Null(PublishedData.Snapshot.FindFigure(key));

        Assert.Equal([key], Find("lang son y te 2020"));
        Assert.Equal([key with { Measure = Measure.Projects }], Find("lang son y te 2020 du an"));
    }

    [Fact]
    public void Find_WordsThatNameNothing_OffersNothing()
    {
        Assert.Empty(Find("xyz 2020"));
        Assert.Empty(Find("   "));
        Assert.Empty(Find("xyz"));
    }

    [Fact]
    public void Find_MoreThanTheLimit_StopsAtIt() => Assert.Equal(5, Find("giai ngan", 5).Count);

    [Fact]
    public void Find_ByAnAlias_FindsTheProvince() =>
        Assert.All(Find("tphcm", 10), key => Assert.Contains(key.Province, new ProvinceCode?[] { new(63, "79"), new(34, "79") }));

    [Fact]
    public void Find_InEnglish_FindsByEnglishNames() =>
        Assert.Equal(new(Period.ForYear(2020), null, "health", null, Measure.Disbursed), DisplayLanguage.English.RenderIn(() => Find("health 2020 disbursed nationwide"))[0]);

    static IReadOnlyList<FigureKey> Find(string query, int limit = 8) => FigureSearch.Search(PublishedData.Snapshot, query, limit);
}
