using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Desk;

/// <summary>A unit as it is typed: "triệu USD" is dollars by the million.</summary>
public sealed record TypedUnit(Unit Unit, Magnitude Magnitude)
{
    public string Name => Unit == Unit.Count ? Words.Subject["unit-count"] : Numbers.UnitName(Unit, Magnitude);

    /// <summary>Those that fit a measure, the most used first.</summary>
    public static IReadOnlyList<TypedUnit> For(Measure measure) =>
        measure.IsMoney
            ?
            [
                new(Unit.Usd, Magnitude.Million), new(Unit.Usd, Magnitude.One), new(Unit.Usd, Magnitude.Thousand), new(Unit.Vnd, Magnitude.Billion),
                new(Unit.Vnd, Magnitude.Million), new(Unit.Vnd, Magnitude.One),
            ]
            : [new(measure == Measure.DisbursementRate ? Unit.Percent : Unit.Count, Magnitude.One)];

    /// <summary>The one that the figure is shown in now.</summary>
    public static TypedUnit Of(Measure measure, Quantity? now)
    {
        var units = For(measure);
        return now is { } value
            ? units.FirstOrDefault(unit => unit.Unit == value.Unit && unit.Magnitude == Numbers.MagnitudeOf(value))
              ?? units.First(unit => unit.Unit == value.Unit)
            : units[0];
    }

    /// <summary>What was typed, as a quantity, or why it is none.</summary>
    public (Quantity? Value, Finding? Problem) Read(string? text)
    {
        var (number, problem) = TypedNumber.Read(text);
        if (problem is { } kind)
            return (null, new Finding(kind, "value", [text?.Trim() ?? "", .. Readings(kind, text)]));
        if (number > Quantity.Limit)
            return (null, new Finding(FindingKind.TooLarge, "value"));
        var whole = number * Numbers.Factor(Magnitude);
        if (Quantity.Of(whole, Unit) is { } quantity)
            return (quantity, null);
        return (null, whole > Quantity.Limit / Unit.Scale ? new Finding(FindingKind.TooLarge, "value") : new Finding(FindingKind.TooFine, "value", Unit));
    }

    /// <summary>Both numbers that "1.234" can be.</summary>
    static IEnumerable<object> Readings(FindingKind kind, string? text)
    {
        if (kind != FindingKind.AmbiguousSeparators)
            yield break;
        var parts = text!.Trim().Split('.', ',');
        yield return decimal.Parse(string.Concat(parts), System.Globalization.CultureInfo.InvariantCulture);
        yield return decimal.Parse(string.Join('.', parts), System.Globalization.CultureInfo.InvariantCulture);
    }
}
