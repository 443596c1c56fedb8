using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Csv;

/// <summary>Reads a table from text: commas, semicolons or tabs between the cells, in any of the encodings in which offices save.</summary>
static class DelimitedTextReader
{
    const char ReplacementCharacter = '\uFFFD';

    /// <summary>The separator is detected from so many lines.</summary>
    const int SampleLines = 40;

    static readonly char[] Separators = ['\t', ';', ','];

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

    /// <returns>Whether a quotation mark was not closed and swallowed the lines below it.</returns>
    static bool ReadRows(byte[] content, ReadingBudget reading, List<SheetRow> rows)
    {
        var encoding = TextEncodingDetector.Detect(content);
        using var text = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        var hint = ReadSeparatorHint(text);
        var separator = hint ?? DetectSeparator(content, encoding);
        using var source = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        var hasOpenQuote = false;
        using var parser = new CsvParser(source, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            // A quotation mark in the middle of a cell is an ordinary character.
            BadDataFound = bad => hasOpenQuote |= bad.Field.AsSpan().ContainsAny('\r', '\n'),
            CacheFields = true,
            MaxFieldSize = MaxCellCharacters,
        });
        for (var first = true; parser.Read(); first = false)
        {
            if (first && hint is not null)
                continue;
            reading.CountStep(parser.RawRecord.Length);
            if (ReadRow(parser) is { } row)
            {
                reading.CountRow(row);
                rows.Add(row);
            }
        }

        return hasOpenQuote;
    }

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

    const int MaxCellCharacters = 100_000;

    static SheetRow? ReadRow(CsvParser parser)
    {
        var cells = new List<Cell>();
        for (var column = 0; column < Math.Min(parser.Count, ReadingBudget.MaxColumns); column++)
        {
            var text = CellText.Normalize(parser[column]);
            if (text.Length > 0)
                cells.Add(new(column, CellKind.Text, text));
        }

        return cells.Count == 0 ? null : new(parser.RawRow, [.. cells]);
    }

    /// <summary>The separator of a first line "sep=;", as spreadsheets write and read it.</summary>
    static char? ReadSeparatorHint(StreamReader text) =>
        text.ReadLine()?.Trim('"', ' ') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var separator] && Separators.Contains(separator)
            ? separator : null;

    /// <summary>The separator that divides most lines, and most of them into equally many cells.</summary>
    static char DetectSeparator(byte[] content, Encoding encoding)
    {
        using var text = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        var lines = new List<string>();
        while (lines.Count < SampleLines && text.ReadLine() is { } line)
            lines.Add(line);
        return Separators.MaxBy(
            separator => lines.Select(line => CountOutsideQuotes(line, separator)).Where(count => count > 0).GroupBy(count => count)
            .Select(group => group.Key * group.Count()).DefaultIfEmpty(0).Max());
    }

    /// <summary>How often the separator stands outside of quotation marks.</summary>
    static int CountOutsideQuotes(string line, char separator)
    {
        var (count, isQuoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                isQuoted = !isQuoted;
            // Between two digits it may group them.
            else if (line[i] == separator && !isQuoted
                && !(i > 0 && i + 1 < line.Length && char.IsAsciiDigit(line[i - 1]) && char.IsAsciiDigit(line[i + 1])))
                count++;
        }

        return count;
    }
}
