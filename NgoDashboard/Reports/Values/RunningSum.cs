using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Reports.Values;

/// <summary>The sum of a column so far, to be compared with a written total.</summary>
sealed class RunningSum
{
    Unit? unit;
    Int128 minor;
    int count;
    int decimals;
    bool isWhole = true;

    public void Add(Quantity? value, CellNumber number)
    {
        if (value is not { } known || (unit is { } first && first != known.Unit))
        {
            isWhole = false;
            return;
        }

        (unit, minor, count) = (known.Unit, minor + known.MinorUnits, count + 1);
        decimals = Math.Max(decimals, number.Value is { } written ? Math.Min((int)written.Scale, 6) : 0);
        WholeUnitsPerWritten = number.Value is > 0 and { } amount && known.WholeUnits > 0 ? known.WholeUnits / amount
            : WholeUnitsPerWritten;
    }

    /// <summary>The currency of the parts, because a total row often states none.</summary>
    public MoneyUnit Unit => unit is { IsMoney: true } ? new(unit, null) : default;

    decimal WholeUnitsPerWritten { get; set; } = 1;

    public Quantity? Sum => unit is { } known && count > 0 && minor <= Quantity.MaxMinorUnits ? new Quantity((long)minor, known) : null;

    /// <summary>Whether a written total differs from the sum by more than the rounding of the parts can explain.</summary>
    public bool DiffersFrom(Quantity total)
    {
        if (!isWhole || Sum is not { } sum || sum.Unit != total.Unit)
            return false;
        var rounding = decimals == 0 ? 0 : count * 0.5m * WholeUnitsPerWritten / PowerOfTen(decimals);
        return Math.Abs(sum.WholeUnits - total.WholeUnits) > rounding;
    }

    static decimal PowerOfTen(int decimals) => decimals == 0 ? 1 : 10 * PowerOfTen(decimals - 1);
}
