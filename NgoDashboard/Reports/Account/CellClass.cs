using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;

namespace NgoDashboard.Reports.Account;

/// <summary>What became of a cell that holds a number. Each such cell is in exactly one class.</summary>
public enum CellClass
{
    /// <summary>A figure, or the only number of one.</summary>
    [Code("figure")] Figure,

    /// <summary>A printed total that was compared with its parts.</summary>
    [Code("total")] ComparedTotal,

    /// <summary>A part that was added up to a figure, or compared with the total that is the figure.</summary>
    [Code("part")] SummedPart,

    /// <summary>The running number of a row, or the number of a column.</summary>
    [Code("row_number")] RowNumber,

    /// <summary>A code, the number of a decision.</summary>
    [Code("identifier")] Identifier,

    /// <summary>A year, a period or a day.</summary>
    [Code("date")] Date,
    [Code("phone")] Phone,

    /// <summary>A share of a whole, in percent.</summary>
    [Code("share")] Share,

    /// <summary>A growth or a difference to another period.</summary>
    [Code("growth")] Growth,

    /// <summary>A plan or a forecast.</summary>
    [Code("plan")] Plan,

    /// <summary>
    /// An amount that this program knows and does not hold: accumulated over years, of another period, counterpart money, a balance.
    /// </summary>
    [Code("other_amount")] OtherAmount,

    /// <summary>The desk has answered that it is left out.</summary>
    [Code("left_out")] LeftOut,

    /// <summary>Not read, with a reason.</summary>
    [Code("not_read")] NotRead,
}

/// <summary>The classes in the order in which an account lists them.</summary>
public static class CellClasses
{
    public static readonly ImmutableArray<CellClass> All =
    [
        CellClass.Figure, CellClass.SummedPart, CellClass.ComparedTotal, CellClass.RowNumber, CellClass.Identifier, CellClass.Date,
        CellClass.Phone, CellClass.Share, CellClass.Growth, CellClass.Plan, CellClass.OtherAmount, CellClass.LeftOut, CellClass.NotRead,
    ];
}
