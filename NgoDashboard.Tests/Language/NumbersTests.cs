using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;

namespace NgoDashboard.Tests.Language;

public class NumbersTests
{
    [Theory]
    [InlineData(220_700_000_00, Unit.Usd, "220.700.000 USD")]
    [InlineData(220_700_000_50, Unit.Usd, "220.700.000,5 USD")]
    [InlineData(93_000_000_000, Unit.Vnd, "93.000.000.000 đồng")]
    [InlineData(381, Unit.Count, "381")]
    [InlineData(1407, Unit.Count, "1.407")]
    [InlineData(68_50, Unit.Percent, "68,5 %")]
    [InlineData(0, Unit.Usd, "0 USD")]
    public void Exact_InVietnamese_ShowsEveryDigit(long minor, Unit unit, string expected)
    {
        Assert.Equal(expected, DisplayLanguage.Vietnamese.Numbers.FormatExact(new Quantity(minor, unit)));
    }

    [Theory]
    [InlineData(228_700_000_00, Unit.Usd, "228,7", "triệu USD")]
    [InlineData(93_000_000_000, Unit.Vnd, "93", "tỷ đồng")]
    [InlineData(145_800_000_000, Unit.Vnd, "145,8", "tỷ đồng")]
    [InlineData(1_196_137_00, Unit.Usd, "1,196", "triệu USD")]
    [InlineData(1_140_000_000_00, Unit.Usd, "1,14", "tỷ USD")]
    [InlineData(999_600_000_00, Unit.Usd, "999,6", "triệu USD")]
    [InlineData(999_999_999_00, Unit.Usd, "1", "tỷ USD")]
    [InlineData(999_999_00, Unit.Usd, "999.999", "USD")]
    [InlineData(1_234_00, Unit.Usd, "1.234", "USD")]
    [InlineData(5_368_000_000_000, Unit.Vnd, "5,368", "nghìn tỷ đồng")]
    [InlineData(381, Unit.Count, "381", "")]
    [InlineData(68_46, Unit.Percent, "68,46", "%")]
    public void Scaled_InVietnamese_TakesTheLargestUnitWithAWholeInIt(long minor, Unit unit, string number, string name)
    {
        var formatted = DisplayLanguage.Vietnamese.Numbers.FormatScaled(new Quantity(minor, unit));
        Assert.Equal((number, name), (formatted.Number, formatted.Unit));
    }

    [Fact]
    public void Numbers_InEnglish_FollowTheLanguage()
    {
        Assert.Equal("nearly 228.7 million USD", DisplayLanguage.English.Numbers.FormatScaled(new Quantity(228_700_000_00, Unit.Usd), Qualifier.Nearly));
        Assert.Equal("93,000,000,000 VND", DisplayLanguage.English.Numbers.FormatExact(new Quantity(93_000_000_000, Unit.Vnd)));
    }

    [Fact]
    public void MagnitudeOf_SeveralQuantities_IsThatOfTheLargest() =>
        Assert.Equal(Magnitude.Million, Numbers.MagnitudeOf([new Quantity(650_000_00, Unit.Usd), new Quantity(228_700_000_00, Unit.Usd)]));

    [Fact]
    public void Name_OfAPlaceInTheCube_ReadsInOneLine()
    {
        var reference = new ReferenceData(
            [
                new(new(34, "20"), "Lạng Sơn", "Lang Son", "", false, null, []),
                new(new(34, "44"), "Quảng Trị", "Quang Tri", "", false, null, []),
                new(new(63, "20"), "Lạng Sơn", "Lang Son", "", false, new(34, "20"), []),
                new(new(63, "45"), "Quảng Trị", "Quang Tri", "", false, new(34, "44"), []),
                new(new(63, "44"), "Quảng Bình", "Quang Binh", "", false, new(34, "44"), []),
            ],
            [new("health", "Y tế", "Health", "Y tế", "Health", [])], [], []);

        Assert.Equal("Toàn quốc · Y tế · năm 2020 · giải ngân", DisplayLanguage.Vietnamese.DisplayNames.ForFigure(FigureKey.National(2020, Measure.Disbursed) with { Sector = "health" }, reference));
        Assert.Equal("Lạng Sơn · năm 2020 · tổ chức PCPNN", DisplayLanguage.Vietnamese.DisplayNames.ForFigure(FigureKey.National(2020, Measure.Organisations) with { Province = new(63, "20") }, reference));
        Assert.Equal("Quảng Trị (cũ)", DisplayLanguage.Vietnamese.DisplayNames.ForProvince(new ProvinceCode(63, "45"), reference));
        Assert.Equal("2019–2022", DisplayLanguage.Vietnamese.DisplayNames.ForPeriod(new Period(new(2019, 1, 1), new(2022, 12, 31))));
        Assert.Equal("ngày 30/4/2024", DisplayLanguage.Vietnamese.DisplayNames.ForPeriod(new Period(new(2024, 4, 30), new(2024, 4, 30))));
        Assert.Equal("15/12/2022 đến 14/12/2023", DisplayLanguage.Vietnamese.DisplayNames.ForPeriod(new Period(new(2022, 12, 15), new(2023, 12, 14))));
    }

    [Fact]
    public void Sentences_OfAllFindingKinds_ExistInBothLanguages()
    {
        foreach (var language in DisplayLanguage.All)
        {
            foreach (var kind in Enum.GetValues<FindingKind>())
                Assert.NotEqual("", new Finding(kind, "value", "a", "b", "c", "d").ToSentence(ReferenceData.Empty, language));
        }
    }

    [Fact]
    public void Sentence_OfAWrongType_NamesTheFieldAndTheType()
    {
        Assert.Equal("Trường \"value\" phải là số.", new Finding(FindingKind.WrongType, "value", "value", FieldType.Number).ToSentence(ReferenceData.Empty, DisplayLanguage.Vietnamese));
    }
}
