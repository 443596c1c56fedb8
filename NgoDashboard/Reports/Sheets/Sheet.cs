using System.Globalization;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Sheets;

/// <summary>The type of a cell's value, as stored in the file.</summary>
public enum CellKind : byte
{
    Text,
    Number,
    Date,
    Boolean,

    /// <summary>An error value such as #REF!: there was a number once.</summary>
    Error,
}

/// <summary>A cell that is not empty.</summary>
/// <param name="ColumnIndex">Counted from 0.</param>
/// <param name="Text">A number's digits with a decimal point ("145.8"), a date as "2023-12-31", otherwise the text as written.</param>
/// <param name="Format">The number format, if it adds a unit or a percent sign to the number; otherwise null.</param>
/// <param name="IsFormula">The value is the result that was stored when the file was saved; nothing is calculated here.</param>
public readonly record struct Cell(int ColumnIndex, CellKind Kind, string Text, string? Format = null, bool IsFormula = false)
{
    public bool IsText => Kind == CellKind.Text;
}

/// <summary>A row that is not empty.</summary>
/// <param name="RowNumber">As in the file: from 1, empty rows included.</param>
/// <param name="Cells">From left to right.</param>
public sealed record SheetRow(int RowNumber, Cell[] Cells)
{
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

/// <summary>A sheet of a workbook, or the one table of a text file.</summary>
/// <param name="Name">Empty for a text file, whose table has no name.</param>
/// <param name="HiddenRowCount">How many of the rows are hidden in the file; they are read like all others.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows, int HiddenRowCount = 0)
{
    public MergedCells MergedCells { get; init; } = MergedCells.None;

    /// <summary>
    /// Without characters that may not be displayed (<see cref="TextSanitizer"/>). A cell may have several lines, the name of a sheet only
    /// one.
    /// </summary>
    public Sheet Sanitize() => this with
    {
        Name = TextSanitizer.SanitizeLine(Name),
        Rows = [.. Rows.Select(
            row => Array.TrueForAll(row.Cells, IsSanitized) ? row
                : row with { Cells = [.. row.Cells.Select(Sanitize).Where(cell => cell.Text.Length > 0)] })],
    };

    static bool IsSanitized(Cell cell) => TextSanitizer.IsDisplayable(cell.Text, isMultiline: true);

    static Cell Sanitize(Cell cell) => IsSanitized(cell) ? cell : cell with { Text = TextSanitizer.SanitizeMultiline(cell.Text) };
}

/// <summary>The position of a cell or a row: "Tổng hợp!D12".</summary>
/// <param name="ColumnIndex">Counted from 0; null if the whole row is meant.</param>
public readonly record struct CellReference(string SheetName, int RowNumber, int? ColumnIndex = null)
{
    /// <summary>In A1 notation: "D12", or "12" for a row.</summary>
    public string A1Text => ColumnIndex is { } column ? $"{ColumnLetters(column)}{RowNumber}" : $"{RowNumber}";

    public override string ToString() => SheetName.Length == 0 ? A1Text : $"{SheetName}!{A1Text}";

    /// <summary>Column index of a reference in A1 notation: "C7" is 2.</summary>
    /// <exception cref="OverflowException">The column index exceeds an int.</exception>
    public static int ParseColumnIndex(string cell)
    {
        var column = 0;
        foreach (var letter in cell)
        {
            if (!char.IsAsciiLetter(letter))
                break;
            column = checked((column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1));
        }

        return column - 1;
    }

    /// <summary>Row number of a reference in A1 notation: "C7" is 7.</summary>
    /// <exception cref="FormatException">The reference has no row number.</exception>
    /// <inheritdoc cref="ParseColumnIndex"/>
    public static int ParseRowNumber(string cell) =>
        int.Parse(cell.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), NumberStyles.None,
            CultureInfo.InvariantCulture);

    /// <summary>Letters of a column index: 0 is "A", 26 is "AA".</summary>
    public static string ColumnLetters(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : ColumnLetters((column / 26) - 1) + (char)('A' + (column % 26));
}
