using System.Globalization;

namespace NgoDashboard.Reports.Sheets;

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
