using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Review;

/// <summary>A file as a list of sheets, before it is interpreted.</summary>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Findings">Problems and notes that concern the file itself.</param>
public sealed record ReportFile(string FileName, string Sha256, IReadOnlyList<Sheet> Sheets, IReadOnlyList<ReportFinding> Findings)
{
    /// <summary>
    /// Sanitised, because the texts of cells appear in lists, questions, reasons and sources. Cleaned and not refused, because the office
    /// that wrote the file is not present to correct it.
    /// </summary>
    public IReadOnlyList<Sheet> Sheets { get; init; } = [.. Sheets.Select(sheet => sheet.Sanitize())];
}
