using NgoDashboard.Files.Parsing;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Files;

/// <summary>One row of a table that somebody sent, with where it stands in the file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Cells">Those that hold something.</param>
/// <param name="Width">How many cells were written; null where that says nothing.</param>
sealed record PointListRow(int Line, IReadOnlyList<PointListCell> Cells, int? Width = null)
{
    /// <summary>Nothing is written in it, rightly or wrongly.</summary>
    public bool IsEmpty => Cells.All(cell => cell.Fault is null && string.IsNullOrWhiteSpace(cell.Text));

    public PointListCell? CellAt(int column) => Cells.FirstOrDefault(cell => cell.Column == column);
}

/// <param name="Column">Counted from 0.</param>
/// <param name="Fault">Why the text is not what was meant.</param>
sealed record PointListCell(int Column, string Text, PointFaultKind? Fault = null);

/// <summary>A table, row by row, or why there is none.</summary>
sealed record PointListTable(IEnumerable<PointListRow> Rows, PointFaultKind? Fault = null)
{
    /// <summary>Further to the right stands no column of a list; of what does, one cell is enough to say so.</summary>
    public const int MaxColumns = 400;

    /// <summary>What the sentence of the fault names.</summary>
    public IReadOnlyList<int> FaultArgs { get; init; } = [];

    /// <summary>The sheet that was read, where the workbook has others that were not; else null.</summary>
    public string? OnlySheet { get; init; }

    public static PointListTable Failed(PointFaultKind fault, params IReadOnlyList<int> args) => new([], fault) { FaultArgs = args };

    /// <summary>With all rows that a list of bridge points may have, and one more that tells where there are too many; empty rows are left out.</summary>
    public PointListTable WithBoundedRows() => this with { Rows = [.. Rows.Where(row => !row.IsEmpty).Take(PointListHeader.MaxLinesAboveHeader + PointListReader.MaxRows + 1)] };
}
