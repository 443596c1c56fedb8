using System.Globalization;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Sheets;

/// <summary>What a cell holds, as its file says.</summary>
public enum CellKind : byte
{
    Text,
    Number,
    Date,
    Boolean,

    /// <summary>#REF! and the like: there was a number once.</summary>
    Error,
}

/// <summary>One cell that holds something.</summary>
/// <param name="ColumnIndex">Counted from 0.</param>
/// <param name="Text">Of a number its digits with a point, "145.8"; of a day "2023-12-31"; otherwise what is written.</param>
/// <param name="Format">The number format, where it writes a unit or a percent sign beside the number.</param>
/// <param name="IsFormula">The value is the one that was stored when the file was saved; nothing is computed here.</param>
public readonly record struct Cell(int ColumnIndex, CellKind Kind, string Text, string? Format = null, bool IsFormula = false)
{
    public bool IsText => Kind == CellKind.Text;
}

/// <summary>One row that holds something.</summary>
/// <param name="RowNumber">As the file counts: from 1, empty rows too.</param>
/// <param name="Cells">From left to right.</param>
public sealed record SheetRow(int RowNumber, Cell[] Cells)
{
    /// <summary>By halving: a head of hundreds of columns is asked for above every cell of its rows.</summary>
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
/// <param name="Name">Empty where the file has only one and it has no name.</param>
/// <param name="HiddenRowCount">How many rows are not shown to who opens the file; they are read like all others.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows, int HiddenRowCount = 0)
{
    public MergedCells MergedCells { get; init; } = MergedCells.None;

    /// <summary>Without what may not be shown (<see cref="TextSanitizer"/>). A cell may have lines, the name of a sheet has none.</summary>
    public Sheet Sanitize() => this with
    {
        Name = TextSanitizer.SanitizeLine(Name),
        Rows = [.. Rows.Select(row => Array.TrueForAll(row.Cells, IsSanitized) ? row : row with { Cells = [.. row.Cells.Select(Sanitize).Where(cell => cell.Text.Length > 0)] })],
    };

    static bool IsSanitized(Cell cell) => TextSanitizer.IsDisplayable(cell.Text, isMultiline: true);

    static Cell Sanitize(Cell cell) => IsSanitized(cell) ? cell : cell with { Text = TextSanitizer.SanitizeMultiline(cell.Text) };
}

/// <summary>Where something stands: "Tổng hợp!D12".</summary>
/// <param name="ColumnIndex">Counted from 0; null where it is about the whole row.</param>
public readonly record struct CellReference(string SheetName, int RowNumber, int? ColumnIndex = null)
{
    /// <summary>As spreadsheets write it: "D12", and "12" for a row.</summary>
    public string A1Text => ColumnIndex is { } column ? $"{ColumnLetters(column)}{RowNumber}" : $"{RowNumber}";

    public override string ToString() => SheetName.Length == 0 ? A1Text : $"{SheetName}!{A1Text}";

    /// <summary>"C7" is 2.</summary>
    /// <exception cref="OverflowException">So far out there is no column.</exception>
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

    /// <summary>"C7" is 7.</summary>
    /// <exception cref="FormatException">It names no line.</exception>
    /// <inheritdoc cref="ParseColumnIndex"/>
    public static int ParseRowNumber(string cell) => int.Parse(cell.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>0 is A, 26 is AA.</summary>
    public static string ColumnLetters(int column) => column < 26 ? $"{(char)('A' + column)}" : ColumnLetters((column / 26) - 1) + (char)('A' + (column % 26));
}
