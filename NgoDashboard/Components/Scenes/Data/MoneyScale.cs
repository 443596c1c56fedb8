using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The one unit that a chart is drawn in, written out: "triệu USD", "tỷ đồng". Counts have none.</summary>
public sealed record MoneyScale(Unit Unit, Magnitude Magnitude)
{
    public string UnitName => Unit.IsMoney ? Numbers.UnitName(Unit, Magnitude) : "";

    /// <summary>The currency that most of the values have, and the size that fits the largest.</summary>
    public static MoneyScale For(IEnumerable<Quantity> values)
    {
        var most = values.GroupBy(value => value.Unit).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
        if (most is null)
            return new(Unit.Usd, Magnitude.Million);
        // A row of years stays in millions of dollars even where one of them reaches a billion: that is how they are read out.
        var magnitude = Numbers.MagnitudeOf(most);
        return new(most.Key, most.Key == Unit.Usd && magnitude == Magnitude.Billion ? Magnitude.Million : magnitude);
    }

    /// <summary>The number alone where it is in this unit; with its own unit, as it was published, where it is not.</summary>
    public string Format(Quantity value)
    {
        var scale = value.Unit == Unit ? this : For([value]);
        var number = FormatNumber(value.Unit.IsMoney ? value.WholeUnits / Numbers.FactorOfMagnitude(scale.Magnitude) : value.WholeUnits);
        return value.Unit == Unit || !value.Unit.IsMoney ? number : $"{number} {scale.UnitName}";
    }

    /// <summary>Two digits after the comma below ten, one above: what can be read across a hall. No zeros that nobody published.</summary>
    public static string FormatNumber(decimal value) => Numbers.FormatNumber(value, Math.Abs(value) switch { < 1 => 3, < 10 => 2, _ => 1 });
}
