using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Language;

/// <summary>How many whole units one displayed unit stands for: "triệu" is a million.</summary>
public enum Magnitude
{
    [Code("one")] One,
    [Code("thousand")] Thousand,
    [Code("million")] Million,
    [Code("billion")] Billion,
    [Code("trillion")] Trillion,
}

/// <summary>A formatted number and its unit: "228,7" and "triệu USD". The unit of a count is empty.</summary>
/// <param name="Text">Both in one text, as the language joins them: "228,7 triệu USD", "68,5 %".</param>
public readonly record struct FormattedNumber(string Number, string Unit, string Text)
{
    public override string ToString() => Text;
}

/// <summary>Formats quantities in one language: 1.234,5 in Vietnamese, 1,234.5 in English.</summary>
public sealed class Numbers(DisplayLanguage language)
{
    // Three decimals of a million show thousands, so that a published 1.196.137 USD differs from 1,2 triệu. Trailing zeros are dropped.
    const int MaxDecimals = 3;

    /// <summary>Every digit: "220.700.000 USD", "93.000.000.000 đồng", "381", "68,5 %".</summary>
    public string FormatExact(Quantity quantity) => FormatInMagnitude(quantity, Magnitude.One).ToString();

    /// <summary>With the qualifier, which is part of the figure: "gần 230.000.000 USD".</summary>
    public string FormatExact(Quantity quantity, Qualifier qualifier) => WithQualifier(qualifier, FormatExact(quantity));

    /// <summary>In the largest magnitude that leaves at least one whole: "228,7" and "triệu USD". Below a million, every digit.</summary>
    public FormattedNumber FormatScaled(Quantity quantity) => FormatInMagnitude(quantity, MagnitudeOf(quantity));

    public string FormatScaled(Quantity quantity, Qualifier qualifier) =>
        WithQualifier(qualifier, FormatScaled(quantity).ToString());

    /// <summary>As <see cref="FormatScaled(Quantity, Qualifier)"/>; "not published" for null.</summary>
    public string FormatOrUnpublished(Quantity? quantity, Qualifier? qualifier) =>
        quantity is { } known ? FormatScaled(known, qualifier ?? Qualifier.Exact) : language.Words.Subject["unpublished"];

    /// <inheritdoc cref="FormatOrUnpublished(Quantity?, Qualifier?)"/>
    public string FormatOrUnpublished(Statement? stated) => FormatOrUnpublished(stated?.Value, stated?.Qualifier);

    /// <summary>In a given magnitude, so that a chart has one unit. Counts and percentages have no magnitude.</summary>
    public FormattedNumber FormatInMagnitude(Quantity quantity, Magnitude magnitude)
    {
        if (!quantity.Unit.IsMoney)
        {
            var unit = quantity.Unit == Unit.Percent ? language.DisplayNames.ForUnit(Unit.Percent) : "";
            return WithUnit(FormatNumber(quantity.WholeUnits, 2), unit);
        }

        var number = FormatNumber(quantity.WholeUnits / FactorOfMagnitude(magnitude), magnitude == Magnitude.One ? 2 : MaxDecimals);
        return WithUnit(number, UnitName(quantity.Unit, magnitude));
    }

    /// <summary>The name of a unit in a magnitude: "tỷ đồng"; "USD" for single dollars.</summary>
    public string UnitName(Unit unit, Magnitude magnitude) => magnitude switch
    {
        Magnitude.One => language.DisplayNames.ForUnit(unit),
        // "nghìn tỷ USD" is not in use: no figure here reaches a trillion dollars.
        Magnitude.Trillion when unit == Unit.Usd => UnitName(unit, Magnitude.Billion),
        _ => language.Words.Subject[$"{magnitude.ToCode()}-{unit.ToCode()}"],
    };

    /// <summary>The common magnitude for a chart of several quantities in one unit: that of the largest.</summary>
    public static Magnitude MagnitudeOf(IEnumerable<Quantity> quantities) =>
        quantities.Select(MagnitudeOf).DefaultIfEmpty(Magnitude.One).MaxBy(FactorOfMagnitude);

    public static Magnitude MagnitudeOf(Quantity quantity)
    {
        if (!quantity.Unit.IsMoney)
            return Magnitude.One;
        var largest = quantity.Unit == Unit.Usd ? Magnitude.Billion : Magnitude.Trillion;
        // Rounded before comparing; otherwise 999.999.999 would be shown as "1.000 triệu".
        var magnitude = Magnitude.Million;
        while (magnitude != largest && Math.Abs(Round(quantity.WholeUnits / FactorOfMagnitude(magnitude), MaxDecimals)) >= 1000)
            magnitude = magnitude == Magnitude.Million ? Magnitude.Billion : Magnitude.Trillion;
        return magnitude == Magnitude.Million && Math.Abs(quantity.WholeUnits) < FactorOfMagnitude(Magnitude.Million)
            ? Magnitude.One
            : magnitude;
    }

    public static decimal FactorOfMagnitude(Magnitude magnitude) => magnitude switch
    {
        Magnitude.Thousand => 1_000,
        Magnitude.Million => 1_000_000,
        Magnitude.Billion => 1_000_000_000,
        Magnitude.Trillion => 1_000_000_000_000,
        _ => 1,
    };

    /// <summary>Puts "gần", "hơn" or "khoảng" before the number; an exact number has no word.</summary>
    public string WithQualifier(Qualifier qualifier, string number) =>
        qualifier == Qualifier.Exact ? number : $"{language.DisplayNames.ForQualifier(qualifier)} {number}";

    /// <summary>A number without unit: grouped digits, at most that many decimals, no trailing zeros.</summary>
    public string FormatNumber(decimal value, int decimals = 0) =>
        Round(value, decimals).ToString("#,##0." + new string('#', decimals), language.Culture);

    /// <summary>A number that is formatted already, and the name of its unit; no unit for a count.</summary>
    public FormattedNumber WithUnit(string number, string unit) => new(number, unit, unit switch
    {
        "" => number,
        "%" => language.Words.Subject["percent", number],
        _ => $"{number} {unit}",
    });

    static decimal Round(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
}
