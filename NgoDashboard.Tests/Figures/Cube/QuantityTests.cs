using CsCheck;
using NgoDashboard.Figures.Cube;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Figures.Cube;

public sealed class QuantityTests
{
    [Fact]
    public void In_OtherCurrency_IsMonotone() => Gen.Select(FigureGenerators.Dong, FigureGenerators.Dong).Sample((a, b) =>
        (a.MinorUnits <= b.MinorUnits && a.ConvertTo(Unit.Usd, Rate)!.Value.MinorUnits <= b.ConvertTo(Unit.Usd, Rate)!.Value.MinorUnits) || a.MinorUnits > b.MinorUnits);

    [Fact]
    public void In_OwnUnit_IsUntouchedWhateverTheRate() => FigureGenerators.Money.Sample(money => money.ConvertTo(money.Unit, null) == money && money.ConvertTo(money.Unit, 1) == money);

    [Fact]
    public void In_OtherCurrencyAndBack_IsOffByLessThanACent() => FigureGenerators.Dollars.Sample(money =>
        Math.Abs(money.ConvertTo(Unit.Vnd, Rate)!.Value.ConvertTo(Unit.Usd, Rate)!.Value.MinorUnits - money.MinorUnits) <= 1);

    [Fact]
    public void In_NoRateOrNoMoney_IsNull()
    {
        Assert.Null(Usd(1).ConvertTo(Unit.Vnd, null));
        Assert.Null(Usd(1).ConvertTo(Unit.Count, Rate));
        Assert.Null(Count(1).ConvertTo(Unit.Usd, Rate));
    }

    [Fact]
    public void In_LargestMoney_Fits() => Assert.Equal(2_400_000_000_000_000_000, new Quantity(Quantity.MaxMinorUnits, Unit.Usd).ConvertTo(Unit.Vnd, Rate)!.Value.MinorUnits);

    [Theory]
    [InlineData("1.25", Unit.Usd, 125L)]
    [InlineData("77.1", Unit.Percent, 7710L)]
    [InlineData("93000000000", Unit.Vnd, 93_000_000_000L)]
    [InlineData("0.001", Unit.Usd, null)]
    [InlineData("0.5", Unit.Vnd, null)]
    [InlineData("1.5", Unit.Count, null)]
    [InlineData("100000000000000", Unit.Usd, 10_000_000_000_000_000L)]
    [InlineData("100000000000000.01", Unit.Usd, null)]
    [InlineData("79228162514264337593543950335", Unit.Vnd, null)]
    public void Of_WholeUnits_AreHeldExactlyOrNotAtAll(string whole, Unit unit, long? minor) =>
        Assert.Equal(minor, Quantity.FromWholeUnits(decimal.Parse(whole, System.Globalization.CultureInfo.InvariantCulture), unit)?.MinorUnits);

    [Fact]
    public void Whole_AnyMoney_ComesBack() => FigureGenerators.Money.Sample(money => Quantity.FromWholeUnits(money.WholeUnits, money.Unit) == money);
}
