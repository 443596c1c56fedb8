using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Sheets;

/// <summary>A row that is not empty.</summary>
/// <param name="RowNumber">As in the file: from 1, empty rows included.</param>
/// <param name="Cells">From left to right.</param>
public sealed record SheetRow(int RowNumber, Cell[] Cells)
{
    public bool IsHidden { get; init; }

    /// <summary>
    /// How many cells the line of a text file has, empty ones included; null in a workbook, which says nothing about empty cells.
    /// </summary>
    public int? FieldCount { get; init; }

    /// <summary>Binary search, because it is called for every column of every row, and a header may have hundreds of columns.</summary>
    public Cell? FindCell(int column)
    {
        var (low, high) = (0, Cells.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Cells[middle].ColumnIndex < column)
                low = middle + 1;
            else
                high = middle;
        }

        return low < Cells.Length && Cells[low].ColumnIndex == column ? Cells[low] : null;
    }
}

/// <summary>A comment beside a cell.</summary>
/// <param name="ColumnIndex">Counted from 0.</param>
public readonly record struct CellComment(int RowNumber, int ColumnIndex, string Text);

/// <summary>A sheet of a workbook, or the one table of a text file. Hidden rows and columns are among the others.</summary>
/// <param name="Name">Empty for a text file, whose table has no name.</param>
/// <param name="Rows">In the order of their numbers.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows)
{
    public MergedCells MergedCells { get; init; } = MergedCells.None;

    /// <summary>Column indexes from 0, in order, whether the columns are filled or not.</summary>
    public IReadOnlyList<int> HiddenColumns { get; init; } = [];

    public IReadOnlyList<CellComment> Comments { get; init; } = [];

    public int HiddenRowCount => Rows.Count(row => row.IsHidden);

    /// <summary>
    /// Without characters that may not be displayed (<see cref="TextSanitizer"/>). A cell may have several lines, the name of a sheet only
    /// one.
    /// </summary>
    public Sheet Sanitize() => this with
    {
        Name = TextSanitizer.SanitizeLine(Name),
        Comments = [.. Comments.Select(comment => comment with { Text = TextSanitizer.SanitizeMultiline(comment.Text) })],
        Rows = [.. Rows.Select(
            row => Array.TrueForAll(row.Cells, IsSanitized) ? row
                : row with { Cells = [.. row.Cells.Select(Sanitize).Where(cell => cell.Text.Length > 0)] })],
    };

    static bool IsSanitized(Cell cell) => TextSanitizer.IsDisplayable(cell.Text, isMultiline: true);

    static Cell Sanitize(Cell cell) => IsSanitized(cell) ? cell : cell with { Text = TextSanitizer.SanitizeMultiline(cell.Text) };
}
