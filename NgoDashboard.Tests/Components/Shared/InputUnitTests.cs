using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.Shared;

public sealed class InputUnitTests
{
    static readonly InputUnit Million = new(Unit.Usd, Magnitude.Million);

    [Theory]
    [InlineData("228,7", 228_700_000_00)]
    [InlineData("228.7", 228_700_000_00)]
    [InlineData("0,125", 125_000_00)]
    [InlineData("1140", 1_140_000_000_00)]
    [InlineData("0", 0)]
    public void Read_OfMillions_IsExact(string typed, long cents) => Assert.Equal((new Quantity(cents, Unit.Usd), null), Million.Parse(typed));

    [Theory]
    [InlineData("", FindingKind.NotANumber)]
    [InlineData("abc", FindingKind.NotANumber)]
    [InlineData("1.234", FindingKind.AmbiguousSeparators)]
    [InlineData("-3", FindingKind.Negative)]
    [InlineData("99999999999", FindingKind.TooLarge)]
    [InlineData("0,000000001", FindingKind.TooFine)]
    public void Read_OfNoGoodNumber_SaysWhy(string typed, FindingKind kind)
    {
        var (value, problem) = Million.Parse(typed);

        Assert.Null(value);
        Assert.Equal((kind, "value"), (problem!.Kind, problem.Field));
        Assert.DoesNotContain("{", problem.ToSentence(SampleData.CountryReference, DisplayLanguage.Vietnamese), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnAmbiguousNumber_NamesBothReadings() =>
        Assert.StartsWith("\"1.234\" có thể đọc theo hai cách (1.234 hoặc 1,234).", Million.Parse("1.234").Problem!.ToSentence(SampleData.CountryReference, DisplayLanguage.Vietnamese), StringComparison.Ordinal);

    [Theory]
    [InlineData(Measure.Organisations)]
    [InlineData(Measure.DisbursementRate)]
    [InlineData(Measure.Disbursed)]
    public void Units_ForAMeasure_AllFitIt(Measure measure)
    {
        Assert.NotEmpty(InputUnit.For(measure));
        Assert.All(InputUnit.For(measure), unit => Assert.True(measure.AllowsUnit(unit.Unit)));
        Assert.All(InputUnit.For(measure), unit => Assert.NotEmpty(unit.UnitName(DisplayLanguage.Vietnamese)));
    }

    [Fact]
    public void Unit_OfAFigure_IsTheOneItIsShownIn()
    {
        Assert.Equal(Million, InputUnit.ForValue(Measure.Disbursed, SampleData.Usd(228_700_000)));
        Assert.Equal(new(Unit.Vnd, Magnitude.Billion), InputUnit.ForValue(Measure.Disbursed, SampleData.Vnd(93_000_000_000)));
        Assert.Equal(new(Unit.Usd, Magnitude.One), InputUnit.ForValue(Measure.Disbursed, SampleData.Usd(650_000)));
        // Billions of dollars are not offered, so it is the first unit of the currency.
        Assert.Equal(Million, InputUnit.ForValue(Measure.Disbursed, SampleData.Usd(1_140_000_000)));
        Assert.Equal(Million, InputUnit.ForValue(Measure.Disbursed, null));
    }
}
