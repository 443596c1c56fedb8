namespace NgoDashboard.Figures.Cube;

/// <summary>
/// A number with its unit, held as an integer of minor units (cents, đồng, hundredths of a percent), so that sums are exact.
/// </summary>
public readonly record struct Quantity(long MinorUnits, Unit Unit)
{
    /// <summary>A hundred trillion dollars: past it a typing slip is certain, and below it no sum over the cube can overflow.</summary>
    public const long MaxMinorUnits = 10_000_000_000_000_000;

    public decimal WholeUnits => (decimal)MinorUnits / Unit.MinorUnitsPerWhole;

    /// <summary>The quantity of that many whole units, or null where it is finer than the unit or past <see cref="MaxMinorUnits"/>.</summary>
    public static Quantity? FromWholeUnits(decimal whole, Unit unit)
    {
        if (Math.Abs(whole) > MaxMinorUnits / unit.MinorUnitsPerWhole)
            return null;
        var minor = whole * unit.MinorUnitsPerWhole;
        return minor == decimal.Truncate(minor) ? new Quantity((long)minor, unit) : null;
    }

    /// <summary>The same money in the other currency at a yearly rate, rounded to the minor unit; null where there is no rate.</summary>
    public Quantity? ConvertTo(Unit unit, decimal? vndPerUsd)
    {
        if (unit == Unit)
            return this;
        if (vndPerUsd is not { } rate || !Unit.IsMoney || !unit.IsMoney)
            return null;
        var whole = unit == Unit.Usd ? WholeUnits / rate : WholeUnits * rate;
        return new Quantity((long)decimal.Round(whole * unit.MinorUnitsPerWhole, MidpointRounding.AwayFromZero), unit);
    }
}
