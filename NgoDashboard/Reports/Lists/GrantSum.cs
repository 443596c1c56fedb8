using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Reports.Lists;

/// <summary>The amounts of one figure, added up over the rows of a list: in one currency if all are in it, otherwise in dollars.</summary>
/// <param name="firstRowNumber">Row number of the first part.</param>
/// <param name="columnIndex">The column in which the figure is told.</param>
sealed class GrantSum(int firstRowNumber, int columnIndex)
{
    Int128 dollars, dong, converted, others;
    Unit? otherUnit;
    bool hasDollars, hasDong, hasRate = true;

    public int FirstRowNumber => firstRowNumber;

    public int ColumnIndex => columnIndex;

    public int RowCount { get; private set; }

    /// <summary>How many rows belong to the sum and could not be read.</summary>
    public int MissingRowCount { get; set; }

    /// <summary>One of its amounts is an estimate, or said to be over, about or nearly a number.</summary>
    public bool IsEstimate { get; set; }

    public bool IsConverted => hasDollars && hasDong;

    public bool NeedsRate => IsConverted && !hasRate;

    public Quantity? Value => RowCount == 0 ? null
        : otherUnit is { } unit ? ToQuantity(others, unit)
        : IsConverted ? ToQuantity(dollars + converted, Unit.Usd)
        : hasDong ? ToQuantity(dong, Unit.Vnd)
        : ToQuantity(dollars, Unit.Usd);

    public void Add(Quantity value, decimal? vndPerUsd)
    {
        RowCount++;
        if (!value.Unit.IsMoney)
        {
            (otherUnit, others) = (value.Unit, others + value.MinorUnits);
            return;
        }

        if (value.Unit == Unit.Usd)
        {
            (hasDollars, dollars) = (true, dollars + value.MinorUnits);
            return;
        }

        (hasDong, dong) = (true, dong + value.MinorUnits);
        if (value.ConvertTo(Unit.Usd, vndPerUsd) is { } inDollars)
            converted += inDollars.MinorUnits;
        else
            hasRate = false;
    }

    static Quantity? ToQuantity(Int128 minor, Unit unit) => minor <= Quantity.MaxMinorUnits ? new((long)minor, unit) : null;
}
