using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>One row of a table that somebody sent, with where it stands in the file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Cells">Those that hold something.</param>
/// <param name="Width">How many cells were written; null where that says nothing.</param>
sealed record TableRow(int Line, IReadOnlyList<TableCell> Cells, int? Width = null)
{
    public TableCell? At(int column) => Cells.FirstOrDefault(cell => cell.Column == column);
}

/// <param name="Column">Counted from 0.</param>
/// <param name="Fault">Why the text is not what was meant.</param>
sealed record TableCell(int Column, string Text, PointFaultKind? Fault = null);

/// <summary>A table, row by row, or why there is none.</summary>
/// <param name="Note">What was left out and must be said: the other sheets of a workbook.</param>
sealed record Table(IEnumerable<TableRow> Rows, PointFaultKind? Fault = null, string? Note = null)
{
    public static Table Of(PointFaultKind fault) => new([], fault);
}
