using System.Globalization;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Live.Imports;

/// <summary>Where a row of a report that is kept is shown as it came: the address of a figure's source, inside this server and for the desk alone.</summary>
/// <param name="Hash">Of the file: SHA-256 in hexadecimal.</param>
/// <param name="Column">Counted from 0; null where it is about the whole row, as in the journals of earlier years.</param>
/// <param name="Rows">How many rows were added up, of which this is the first; 0 where the number stands there as it is.</param>
public readonly record struct ReportSourceUrl(string Hash, string Sheet, int Line, int? Column = null, int Rows = 0)
{
    const string Path = "/desk/reports";

    const int HashLength = 64;

    const int MaxColumnLetters = 3;

    /// <summary>That of the whole report; those of its rows begin so.</summary>
    public static string ForReport(string hash) => $"{Path}/{hash}";

    public static ReportSourceUrl ForReport(string hash, CellReference where, int rows = 0) => new(hash, where.SheetName, where.RowNumber, where.ColumnIndex, rows);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ForReport(Hash)}?sheet={Uri.EscapeDataString(Sheet)}&line={Line}{(Column is { } column ? $"&column={CellReference.ColumnLetters(column)}" : "")}{(Rows > 0 ? $"&rows={Rows}" : "")}");

    /// <summary>Reads what <see cref="ToString"/> writes, and nothing that is only like it: it becomes a link.</summary>
    public static bool TryParse(string text, out ReportSourceUrl address)
    {
        address = default;
        if (!text.StartsWith(Path + "/", StringComparison.Ordinal) || text[(Path.Length + 1)..].Split("?sheet=") is not [{ Length: HashLength } hash, var rest]
            || !hash.All(char.IsAsciiHexDigitLower) || rest.Split("&line=") is not [var sheet, var place])
            return false;
        var (before, rows) = SplitAt(place, "&rows=");
        var (number, column) = SplitAt(before, "&column=");
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return false;
        address = new(hash, Uri.UnescapeDataString(sheet), line, ParseColumn(column), int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : 0);
        return address.ToString() == text;
    }

    /// <summary>More letters than a spreadsheet has columns are none.</summary>
    public static int? ParseColumn(string? letters) => letters is { Length: > 0 and <= MaxColumnLetters } && letters.All(char.IsAsciiLetterUpper) ? CellReference.ParseColumnIndex(letters) : null;

    static (string Before, string? Behind) SplitAt(string text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + mark.Length)..]) : (text, null);
}
