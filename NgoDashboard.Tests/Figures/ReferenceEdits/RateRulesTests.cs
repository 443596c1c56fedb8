using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Figures.ReferenceEdits;

public sealed class RateRulesTests
{
    static readonly ReferenceData Published = PublishedData.ReferenceAndFigures.Reference;

    [Theory]
    [InlineData("24164", null)]
    [InlineData("25000.5", null)]
    [InlineData("2416.4", FindingKind.RateFactor)]
    [InlineData("24.16", FindingKind.RateFactor)]
    [InlineData("21464", FindingKind.RateJump)]
    [InlineData("42164", FindingKind.RateJump)]
    [InlineData("12500", FindingKind.RateJump)]
    public void Rate_OfTheYearAfterTheLast_IsDoubtedWhereItDoesNotFit(string rate, FindingKind? doubt) =>
        Assert.Equal(doubt, FindDoubt(2024, decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(2030, "31000", null)]
    [InlineData(2030, "42000", FindingKind.RateJump)]
    [InlineData(2030, "2500", FindingKind.RateFactor)]
    public void Rate_OfAYearFarFromTheOthers_MayHaveChangedMore(int year, string rate, FindingKind? doubt) =>
        Assert.Equal(doubt, FindDoubt(year, decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Rate_InACountryWithoutRates_IsNotDoubted() => Assert.Empty(RateRules.FindDoubts(ReferenceData.Empty, 2024, 1));

    [Fact]
    public void Rates_ThatArePublished_AreDoubtedInFewYears() =>
        Assert.Equal(
            [1997, 1998, 2009, 2010, 2011],
            Published.Rates.Where(rate => FindDoubt(rate.Year, rate.VndPerUsd) is not null).Select(rate => rate.Year));

    [Theory]
    [InlineData(2024, "24164.25", true)]
    [InlineData(2024, "0", false)]
    [InlineData(2024, "-1", false)]
    [InlineData(2024, "24164.255", false)]
    [InlineData(2024, "90001", false)]
    [InlineData(1985, "11000", false)]
    [InlineData(2101, "30000", false)]
    public void Rate_ThatCannotBe_IsRefused(int year, string rate, bool isValid) =>
        Assert.Equal(isValid, !RateRules.FindErrors(year, decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture)).Any());

    static FindingKind? FindDoubt(int year, decimal rate) => RateRules.FindDoubts(Published, year, rate).SingleOrDefault()?.Kind;
}
