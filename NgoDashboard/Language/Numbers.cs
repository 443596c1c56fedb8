using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Language;

/// <summary>How many whole units one shown unit stands for: "triệu" is a million of them.</summary>
public enum Magnitude
{
    One,
    Thousand,
    Million,
    Billion,
    Trillion,
}

/// <summary>A number as it is shown, and the unit it is shown in: "228,7" and "triệu USD". A count has no unit of its own.</summary>
public readonly record struct ShownNumber(string Number, string Unit)
{
    public override string ToString() => Unit switch
    {
        "" => Number,
        "%" => Words.Subject["percent", Number],
        _ => $"{Number} {Unit}",
    };
}

/// <summary>Quantities as text, in the reader's language: 1.234,5 in Vietnamese, 1,234.5 in English.</summary>
public static class Numbers
{
    // Three decimals of a million tell a thousand: a published 1.196.137 USD stays apart from 1,2 triệu. Trailing zeros go.
    const int Decimals = 3;

    /// <summary>Every digit: "220.700.000 USD", "93.000.000.000 đồng", "381", "68,5 %".</summary>
    public static string Exact(Quantity quantity) => In(quantity, Magnitude.One).ToString();

    /// <summary>With the words that are part of the figure: "gần 230.000.000 USD".</summary>
    public static string Exact(Quantity quantity, Qualifier qualifier) => Qualified(qualifier, Exact(quantity));

    /// <summary>In the largest unit that leaves at least one whole: "228,7" and "triệu USD". Below a million, every digit.</summary>
    public static ShownNumber Scaled(Quantity quantity) => In(quantity, MagnitudeOf(quantity));

    public static string Scaled(Quantity quantity, Qualifier qualifier) => Qualified(qualifier, Scaled(quantity).ToString());

    /// <summary>As <see cref="Scaled(Quantity, Qualifier)"/>; where there is none, that it is not published.</summary>
    public static string Told(Quantity? quantity, Qualifier? qualifier) =>
        quantity is { } known ? Scaled(known, qualifier ?? Qualifier.Exact) : Words.Subject["unpublished"];

    /// <inheritdoc cref="Told(Quantity?, Qualifier?)"/>
    public static string Told(Statement? stated) => Told(stated?.Value, stated?.Qualifier);

    /// <summary>In a given magnitude, so that one picture has one unit. Counts and percents have none.</summary>
    public static ShownNumber In(Quantity quantity, Magnitude magnitude)
    {
        if (!quantity.Unit.IsMoney)
            return new(Digits(quantity.Whole, 2), quantity.Unit == Unit.Percent ? Names.Of(Unit.Percent) : "");
        return new(Digits(quantity.Whole / Factor(magnitude), magnitude == Magnitude.One ? 2 : Decimals), UnitName(quantity.Unit, magnitude));
    }

    /// <summary>The name of a unit at a magnitude: "tỷ đồng", and "USD" for one dollar.</summary>
    public static string UnitName(Unit unit, Magnitude magnitude) => magnitude switch
    {
        Magnitude.One => Names.Of(unit),
        // Nobody says "nghìn tỷ USD": a trillion dollars is past every figure here.
        Magnitude.Trillion when unit == Unit.Usd => UnitName(unit, Magnitude.Billion),
        _ => Words.Subject[$"{magnitude.ToString().ToLowerInvariant()}-{unit.Word()}"],
    };

    /// <summary>The one magnitude for a picture of several quantities of one unit: that of the largest.</summary>
    public static Magnitude MagnitudeOf(IEnumerable<Quantity> quantities) =>
        quantities.Select(MagnitudeOf).DefaultIfEmpty(Magnitude.One).Max();

    public static Magnitude MagnitudeOf(Quantity quantity)
    {
        if (!quantity.Unit.IsMoney)
            return Magnitude.One;
        var largest = quantity.Unit == Unit.Usd ? Magnitude.Billion : Magnitude.Trillion;
        // Rounded before comparing, or 999.999.999 would be shown as "1.000 triệu".
        var magnitude = Magnitude.Million;
        while (magnitude < largest && Math.Abs(Round(quantity.Whole / Factor(magnitude), Decimals)) >= 1000)
            magnitude++;
        return magnitude == Magnitude.Million && Math.Abs(quantity.Whole) < Factor(Magnitude.Million) ? Magnitude.One : magnitude;
    }

    public static decimal Factor(Magnitude magnitude) => magnitude switch
    {
        Magnitude.Thousand => 1_000,
        Magnitude.Million => 1_000_000,
        Magnitude.Billion => 1_000_000_000,
        Magnitude.Trillion => 1_000_000_000_000,
        _ => 1,
    };

    /// <summary>"gần", "hơn" and "khoảng" stand before the number; an exact number stands alone.</summary>
    public static string Qualified(Qualifier qualifier, string number) =>
        qualifier == Qualifier.Exact ? number : $"{Names.Of(qualifier)} {number}";

    /// <summary>A bare number with grouping, at most that many decimals, no trailing zeros.</summary>
    public static string Digits(decimal value, int decimals = 0) =>
        Round(value, decimals).ToString("#,##0." + new string('#', decimals), CultureInfo.CurrentCulture);

    static decimal Round(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
}
