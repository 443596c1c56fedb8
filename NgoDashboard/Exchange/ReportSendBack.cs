using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>What the senders are asked to mend: every line that is not taken or is doubtful, by province, with its cell and the reason.</summary>
public static class ReportSendBack
{
    /// <returns>As a spreadsheet opens it; null where there is nothing to mend.</returns>
    public static byte[]? Write(ReportReview review, Reference reference)
    {
        var lines = review.Lines.Where(line => line.State is LineState.Refused or LineState.Asked or LineState.Doubtful)
            .Select(line => (line.File, Province: line.Key?.Province ?? line.Findings.Select(finding => finding.Province).FirstOrDefault(), line.Where, line.Received, Told: string.Join(' ', line.Findings.Select(finding => finding.Sentence(reference)))))
            .Concat(review.Findings.Where(finding => finding.IsOfFile || (finding.IsDoubt && finding.Where is not null))
                .Select(finding => (finding.File, finding.Province, Where: finding.Where ?? default, Received: "", Told: finding.Sentence(reference))))
            .OrderBy(line => line.Province is { } code ? Names.Of(code, reference) : "", StringComparer.CurrentCulture).ThenBy(line => line.File, StringComparer.CurrentCulture)
            .ThenBy(line => line.Where.Sheet, StringComparer.Ordinal).ThenBy(line => line.Where.Line)
            .ToArray();
        if (lines.Length == 0)
            return null;
        string[] head = [Words.Reports["send-back-province"], Words.Reports["send-back-report"], Words.Reports["send-back-sheet"], Words.Reports["send-back-cell"], Words.Reports["send-back-received"], Words.Reports["send-back-reason"]];
        return CsvText.Write(
            [head, .. lines.Select(line => (IEnumerable<string?>)[line.Province is { } code ? Names.Of(code, reference) : "", line.File, line.Where.Sheet, line.Where.Line > 0 ? line.Where.Cell : "", line.Received, line.Told])],
            hasMark: true);
    }
}
