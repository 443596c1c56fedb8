using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Shared;

/// <summary>A unit for typed values: "triệu USD" is dollars by the million.</summary>
public sealed record InputUnit(Unit Unit, Magnitude Magnitude)
{
    public string UnitName(DisplayLanguage language) =>
        Unit == Unit.Count ? language.Words.Subject["unit-count"] : language.Numbers.UnitName(Unit, Magnitude);

    /// <summary>The units of a measure, the most used first.</summary>
    public static IReadOnlyList<InputUnit> For(Measure measure) =>
        measure.IsMoney
            ?
            [
                new(Unit.Usd, Magnitude.Million), new(Unit.Usd, Magnitude.One), new(Unit.Usd, Magnitude.Thousand),
                new(Unit.Vnd, Magnitude.Billion), new(Unit.Vnd, Magnitude.Million), new(Unit.Vnd, Magnitude.One),
            ]
            : [new(measure == Measure.DisbursementRate ? Unit.Percent : Unit.Count, Magnitude.One)];

    /// <summary>The unit in which the figure is shown now.</summary>
    public static InputUnit ForValue(Measure measure, Quantity? now)
    {
        var units = For(measure);
        return now is { } value
            ? units.FirstOrDefault(unit => unit.Unit == value.Unit && unit.Magnitude == Numbers.MagnitudeOf(value))
              ?? units.First(unit => unit.Unit == value.Unit)
            : units[0];
    }

    /// <summary>Parses a typed value; a null value comes with the reason.</summary>
    public (Quantity? Value, Finding? Problem) Parse(string? text)
    {
        var (number, problem) = NumberParser.ParseNumber(text);
        if (problem is { } kind)
            return (null, new Finding(kind, "value", [text?.Trim() ?? "", .. PossibleReadings(kind, text)]));
        if (number > Quantity.MaxMinorUnits)
            return (null, new Finding(FindingKind.TooLarge, "value"));
        var whole = number * Numbers.FactorOfMagnitude(Magnitude);
        if (Quantity.FromWholeUnits(whole, Unit) is { } quantity)
            return (quantity, null);
        return (null, whole > Quantity.MaxMinorUnits / Unit.MinorUnitsPerWhole
            ? new Finding(FindingKind.TooLarge, "value")
            : new Finding(FindingKind.TooFine, "value", Unit));
    }

    /// <summary>The two numbers that "1.234" may mean.</summary>
    static IEnumerable<object> PossibleReadings(FindingKind kind, string? text)
    {
        if (kind != FindingKind.AmbiguousSeparators)
            yield break;
        var parts = text!.Trim().Split('.', ',');
        yield return decimal.Parse(string.Concat(parts), System.Globalization.CultureInfo.InvariantCulture);
        yield return decimal.Parse(string.Join('.', parts), System.Globalization.CultureInfo.InvariantCulture);
    }
}
