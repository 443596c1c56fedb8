namespace NgoDashboard.Figures.Cube;

/// <summary>
/// A number with its unit, stored as an integer of minor units (cents, đồng, hundredths of a percent), so that sums are exact.
/// </summary>
public readonly record struct Quantity(long MinorUnits, Unit Unit)
{
    /// <summary>A hundred trillion dollars. More is certainly a typing error, and sums of less over the cube cannot overflow.</summary>
    public const long MaxMinorUnits = 10_000_000_000_000_000;

    public decimal WholeUnits => (decimal)MinorUnits / Unit.MinorUnitsPerWhole;

    /// <summary>Converts whole units; null if the number is finer than the minor unit or exceeds <see cref="MaxMinorUnits"/>.</summary>
    public static Quantity? FromWholeUnits(decimal whole, Unit unit)
    {
        if (Math.Abs(whole) > MaxMinorUnits / unit.MinorUnitsPerWhole)
            return null;
        var minor = whole * unit.MinorUnitsPerWhole;
        return minor == decimal.Truncate(minor) ? new Quantity((long)minor, unit) : null;
    }

    /// <summary>
    /// Converts money to the other currency at a yearly rate, rounded half away from zero to the minor unit. Null without a rate, or
    /// if a unit is not money.
    /// </summary>
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
