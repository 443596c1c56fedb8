using CsCheck;
using NgoDashboard.Figures;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Figures;

public sealed class QuantityTests
{
    [Fact]
    public void In_OtherCurrency_IsMonotone() => Gen.Select(Any.Dong, Any.Dong).Sample((a, b) =>
        (a.Minor <= b.Minor && a.In(Unit.Usd, Rate)!.Value.Minor <= b.In(Unit.Usd, Rate)!.Value.Minor) || a.Minor > b.Minor);

    [Fact]
    public void In_OwnUnit_IsUntouchedWhateverTheRate() => Any.Money.Sample(money => money.In(money.Unit, null) == money && money.In(money.Unit, 1) == money);

    [Fact]
    public void In_OtherCurrencyAndBack_IsOffByLessThanACent() => Any.Dollars.Sample(money =>
        Math.Abs(money.In(Unit.Vnd, Rate)!.Value.In(Unit.Usd, Rate)!.Value.Minor - money.Minor) <= 1);

    [Fact]
    public void In_NoRateOrNoMoney_IsNull()
    {
        Assert.Null(Usd(1).In(Unit.Vnd, null));
        Assert.Null(Usd(1).In(Unit.Count, Rate));
        Assert.Null(Count(1).In(Unit.Usd, Rate));
    }

    [Fact]
    public void In_LargestMoney_Fits() => Assert.Equal(2_400_000_000_000_000_000, new Quantity(Quantity.Limit, Unit.Usd).In(Unit.Vnd, Rate)!.Value.Minor);

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
        Assert.Equal(minor, Quantity.Of(decimal.Parse(whole, System.Globalization.CultureInfo.InvariantCulture), unit)?.Minor);

    [Fact]
    public void Whole_AnyMoney_ComesBack() => Any.Money.Sample(money => Quantity.Of(money.Whole, money.Unit) == money);
}
