using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Tables;

/// <summary>The day on which a sheet was signed: "Lạng Sơn, ngày 20 tháng 12 năm 2025".</summary>
static partial class SignatureDate
{
    /// <summary>Signatures stand above or below the tables, so only the first and last rows are searched.</summary>
    const int SearchedRowCount = 40;

    /// <returns>Null if no line tells it, or several tell different days.</returns>
    public static DateOnly? Find(Sheet sheet)
    {
        DateOnly[] days =
        [
            .. sheet.Rows.Take(SearchedRowCount).Concat(sheet.Rows.Skip(Math.Max(SearchedRowCount, sheet.Rows.Count - SearchedRowCount)))
                .SelectMany(row => row.Cells).Where(cell => cell.IsText).Select(cell => ParseLine(cell.Text)).OfType<DateOnly>().Distinct(),
        ];
        return days is [var only] ? only : null;
    }

    static DateOnly? ParseLine(string text) =>
        text.Length <= SearchLimit.MaxCharacters && Signed().Match(text.Normalize()) is { Success: true } match
        && DateOnly.TryParseExact(
            $"{match.Groups[3].Value}-{match.Groups[2].Value}-{match.Groups[1].Value}", "yyyy-M-d", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(
        @"^[^,;:\d]{2,40},\s*(?:ngày|ngay)\s*(\d{1,2})\s*(?:tháng|thang|/|-)\s*(\d{1,2})\s*(?:năm|nam|/|-)\s*(20\d{2})\s*\.?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signed();
}
