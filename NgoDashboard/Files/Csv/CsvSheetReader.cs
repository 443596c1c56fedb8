using System.Text;
using CsvHelper;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Csv;

/// <summary>
/// Reads text files that others send as a sheet. Reports come as any spreadsheet saves them: their separator and their encoding are
/// detected, and a cell may have several lines. Lists are typed by people, so each line is read by itself and each fault is that of a cell.
/// </summary>
static class CsvSheetReader
{
    const char ReplacementCharacter = '\uFFFD';

    /// <summary>Reads a report, with a finding if it cannot be read.</summary>
    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading)
    {
        var rows = new List<SheetRow>();
        try
        {
            if (ReadRows(content, reading, rows))
            {
                reading.AddFinding(ReportFindingKind.UnclosedQuote);
                return [];
            }
        }
        catch (ReadingLimitException much)
        {
            reading.AddFinding(much.Kind, null, much.Limit);
            return [];
        }
        catch (CsvHelperException)
        {
            // A cell without end: a quotation mark was opened and not closed.
            reading.AddFinding(ReportFindingKind.Damaged);
            return [];
        }

        if (rows.Count == 0)
            reading.AddFinding(ReportFindingKind.Empty);
        AddLostLettersFinding(rows, reading);
        return [new("", rows)];
    }

    /// <summary>
    /// Reads a list line by line, in UTF-8 or, with a byte-order mark, UTF-16. The texts are as written; invalid bytes become replacement
    /// characters, which are found again in their cells.
    /// </summary>
    public static IEnumerable<SheetRow> ReadLines(byte[] content, char separator)
    {
        using var records = CsvRecordReader.ForLines(OpenText(content, new UTF8Encoding(false)), separator);
        while (records.Read())
            yield return records.ReadRow();
    }

    /// <returns>Whether a quotation mark was not closed and swallowed the lines below it.</returns>
    static bool ReadRows(byte[] content, ReadingBudget reading, List<SheetRow> rows)
    {
        var encoding = TextEncodingDetector.Detect(content);
        char? hint;
        using (var text = OpenText(content, encoding))
            hint = CsvSeparator.ReadHint(text);
        using var sample = OpenText(content, encoding);
        using var records = CsvRecordReader.ForReport(OpenText(content, encoding), hint ?? CsvSeparator.Detect(sample));
        for (var first = true; records.Read(); first = false)
        {
            if (first && hint is not null)
                continue;
            reading.CountStep(records.RecordLength);
            var row = records.ReadRow();
            if (row.Cells.Length == 0)
                continue;
            reading.CountRow(row);
            rows.Add(row);
        }

        return records.HasOpenQuote;
    }

    static StreamReader OpenText(byte[] content, Encoding encoding) =>
        new(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);

    /// <summary>Reports the first cell with a replacement character.</summary>
    static void AddLostLettersFinding(List<SheetRow> rows, ReadingBudget reading)
    {
        foreach (var row in rows)
        {
            if (Array.FindIndex(row.Cells, cell => cell.Text.Contains(ReplacementCharacter, StringComparison.Ordinal)) is >= 0 and var at)
            {
                reading.AddFinding(
                    ReportFindingKind.UnreadableCharacters, new("", row.RowNumber, row.Cells[at].ColumnIndex), row.Cells[at].Text);
                return;
            }
        }
    }
}
