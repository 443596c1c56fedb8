using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The unit in which a chart is drawn, written out: "triệu USD", "tỷ đồng". Counts have none.</summary>
/// <param name="Language">Of the numbers and the unit's name.</param>
public sealed record MoneyScale(Unit Unit, Magnitude Magnitude, DisplayLanguage Language)
{
    public string UnitName => Unit.IsMoney ? Language.Numbers.UnitName(Unit, Magnitude) : "";

    /// <summary>The most frequent currency of the values, in the magnitude that fits the largest.</summary>
    public static MoneyScale For(IEnumerable<Quantity> values, DisplayLanguage language)
    {
        var largestGroup = values.GroupBy(value => value.Unit)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.SortOrder).FirstOrDefault();
        if (largestGroup is null)
            return new(Unit.Usd, Magnitude.Million, language);
        // A row of years stays in millions of dollars even if one of them reaches a billion, because that is how they are read out.
        var magnitude = Numbers.MagnitudeOf(largestGroup);
        return new(
            largestGroup.Key,
            largestGroup.Key == Unit.Usd && magnitude == Magnitude.Billion ? Magnitude.Million : magnitude,
            language);
    }

    /// <summary>The number alone if it is in this unit; otherwise with its own unit, as it was published.</summary>
    public string Format(Quantity value)
    {
        var scale = value.Unit == Unit ? this : For([value], Language);
        var number = FormatNumber(
            value.Unit.IsMoney ? value.WholeUnits / Numbers.FactorOfMagnitude(scale.Magnitude) : value.WholeUnits, Language);
        return value.Unit == Unit || !value.Unit.IsMoney ? number : $"{number} {scale.UnitName}";
    }

    /// <summary>Three decimals below one, two below ten, otherwise one, which a hall can read; without trailing zeros.</summary>
    public static string FormatNumber(decimal value, DisplayLanguage language) =>
        language.Numbers.FormatNumber(value, Math.Abs(value) switch { < 1 => 3, < 10 => 2, _ => 1 });
}
