using System.Globalization;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>Where a row of a report that is kept is shown as it came: the address of a figure's source, inside this server and for the desk alone.</summary>
/// <param name="Hash">Of the file: SHA-256 in hexadecimal.</param>
public readonly record struct ReportAddress(string Hash, string Sheet, int Line)
{
    const string Path = "/desk/reports";

    const int HashLength = 64;

    /// <summary>That of the whole report; those of its rows begin so.</summary>
    public static string Of(string hash) => $"{Path}/{hash}";

    public static ReportAddress Of(string hash, Place where) => new(hash, where.Sheet, where.Line);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Of(Hash)}?sheet={Uri.EscapeDataString(Sheet)}&line={Line}");

    /// <summary>Reads what <see cref="ToString"/> writes, and nothing that is only like it: it becomes a link.</summary>
    public static bool TryParse(string text, out ReportAddress address)
    {
        address = default;
        if (!text.StartsWith(Path + "/", StringComparison.Ordinal) || text[(Path.Length + 1)..].Split("?sheet=") is not [{ Length: HashLength } hash, var rest]
            || !hash.All(char.IsAsciiHexDigitLower) || rest.Split("&line=") is not [var sheet, var number]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            return false;
        address = new(hash, Uri.UnescapeDataString(sheet), line);
        return address.ToString() == text;
    }
}
