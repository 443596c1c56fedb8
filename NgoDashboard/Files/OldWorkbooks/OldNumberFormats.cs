using NgoDashboard.Files.Workbooks;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.OldWorkbooks;

/// <summary>The number formats of a sheet. Each is parsed once, however many cells have it.</summary>
sealed class OldNumberFormats
{
    const string General = nameof(General);

    /// <summary>Formats of money and accounting, to which a workbook may refer without saying them.</summary>
    static readonly int[] CountryFormats = [5, 6, 7, 8, 41, 42, 43, 44];

    readonly Dictionary<string, NumberFormat> known = new(StringComparer.Ordinal);

    /// <summary>Null for the general format.</summary>
    public NumberFormat? FindFormat(int index, string? code)
    {
        if (code is null or General)
            code = BuiltInFormats.FindDateOrShare((uint)Math.Max(0, index));
        else if (IsDollarOfTheLibrary(index, code))
            code = code.Contains("0.00", StringComparison.Ordinal) ? BuiltInFormats.FindNumber(4) : BuiltInFormats.FindNumber(3);
        if (code is null or { Length: 0 or > NumberFormat.MaxCodeLength })
            return null;
        if (!known.TryGetValue(code, out var format))
            known.Add(code, format = new(code));
        return format;
    }

    /// <summary>
    /// A workbook that has no code of its own for these shows the currency of the computer, of which the library makes a dollar. Excel
    /// escapes the brackets in the codes that it writes, the library does not.
    /// </summary>
    static bool IsDollarOfTheLibrary(int index, string code) =>
        CountryFormats.Contains(index) && code.Contains("\"$\"", StringComparison.Ordinal)
        && !code.Contains("\\(", StringComparison.Ordinal);
}
