using NgoDashboard.Files.Parsing;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Files;

/// <summary>One row of a received table, with its line number in the file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Cells">The cells that are not empty.</param>
/// <param name="Width">How many cells were written; null if the format does not tell.</param>
sealed record PointListRow(int Line, IReadOnlyList<PointListCell> Cells, int? Width = null)
{
    /// <summary>Whether no cell has a text or a fault.</summary>
    public bool IsEmpty => Cells.All(cell => cell.Fault is null && string.IsNullOrWhiteSpace(cell.Text));

    public PointListCell? CellAt(int column) => Cells.FirstOrDefault(cell => cell.Column == column);
}

/// <param name="Column">Counted from 0.</param>
/// <param name="Fault">Why the text is not what was meant.</param>
sealed record PointListCell(int Column, string Text, PointFaultKind? Fault = null);

/// <summary>A table, row by row, or the fault because of which there is none.</summary>
sealed record PointListTable(IEnumerable<PointListRow> Rows, PointFaultKind? Fault = null)
{
    /// <summary>Cells further right belong to no list; one of them is kept, to report that there are too many.</summary>
    public const int MaxColumns = 400;

    /// <summary>Arguments of the fault's sentence.</summary>
    public IReadOnlyList<int> FaultArgs { get; init; } = [];

    /// <summary>The sheet that was read, if the workbook has others that were not; otherwise null.</summary>
    public string? OnlySheet { get; init; }

    public static PointListTable Failed(PointFaultKind fault, params IReadOnlyList<int> args) => new([], fault) { FaultArgs = args };

    /// <summary>
    /// With all rows that a list of bridge points may have, and one more, which shows that there are too many; empty rows are left out.
    /// </summary>
    public PointListTable WithBoundedRows() =>
        this with { Rows = [.. Rows.Where(row => !row.IsEmpty).Take(PointListHeader.MaxLinesAboveHeader + PointListReader.MaxRows + 1)] };
}
