using System.Globalization;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Live.Imports;

/// <summary>The address of the desk page that shows one row of a stored report: the source URL of an imported figure.</summary>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Line">The row number in the sheet.</param>
/// <param name="Column">Counted from 0; null for the whole row, as earlier versions stored it.</param>
/// <param name="Rows">The number of rows that were summed, of which this is the first; 0 where the figure stands in one cell.</param>
public readonly record struct ReportSourceUrl(string Hash, string Sheet, int Line, int? Column = null, int Rows = 0)
{
    const string Path = "/desk/reports";

    const int HashLength = 64;

    const int MaxColumnLetters = 3;

    /// <summary>The address of the whole report; the prefix of its rows' addresses.</summary>
    public static string ForReport(string hash) => $"{Path}/{hash}";

    public static ReportSourceUrl ForReport(string hash, CellReference where, int rows = 0) =>
        new(hash, where.SheetName, where.RowNumber, where.ColumnIndex, rows);

    public override string ToString()
    {
        var column = Column is { } index ? $"&column={CellReference.ColumnLetters(index)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ForReport(Hash)}?sheet={Uri.EscapeDataString(Sheet)}&line={Line}{column}{(Rows > 0 ? $"&rows={Rows}" : "")}");
    }

    /// <summary>Accepts exactly what <see cref="ToString"/> writes, because the page makes a link of it.</summary>
    public static bool TryParse(string text, out ReportSourceUrl address)
    {
        address = default;
        if (!text.StartsWith(Path + "/", StringComparison.Ordinal)
            || text[(Path.Length + 1)..].Split("?sheet=") is not [{ Length: HashLength } hash, var rest]
            || !hash.All(char.IsAsciiHexDigitLower) || rest.Split("&line=") is not [var sheet, var place])
            return false;
        var (before, rows) = SplitAt(place, "&rows=");
        var (number, column) = SplitAt(before, "&column=");
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return false;
        var rowCount = int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        address = new(hash, Uri.UnescapeDataString(sheet), line, ParseColumn(column), rowCount);
        return address.ToString() == text;
    }

    /// <returns>The column index, counted from 0; null where these are not the letters of a column.</returns>
    public static int? ParseColumn(string? letters) =>
        letters is { Length: > 0 and <= MaxColumnLetters } && letters.All(char.IsAsciiLetterUpper)
            ? CellReference.ParseColumnIndex(letters)
            : null;

    static (string Before, string? Behind) SplitAt(string text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + mark.Length)..]) : (text, null);
}
