using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Csv;

/// <summary>A table as text: commas, semicolons or tabs between the cells, in any of the encodings in which offices save.</summary>
static class DelimitedTextReader
{
    const char ReplacementCharacter = '\uFFFD';

    /// <summary>So many lines tell what separates the cells.</summary>
    const int SampleLines = 40;

    static readonly char[] Separators = ['\t', ';', ','];

    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading)
    {
        var encoding = TextEncodingDetector.Detect(content);
        var (rows, isOpen) = (new List<SheetRow>(), false);
        try
        {
            using var text = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
            var hint = ReadSeparatorHint(text);
            var separator = hint ?? DetectSeparator(content, encoding);
            using var source = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
            using var parser = new CsvParser(source, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = separator.ToString(),
                // A quotation mark in the middle of a cell is a letter as any other; one that is not closed swallows the lines below it.
                BadDataFound = bad => isOpen |= bad.Field.AsSpan().ContainsAny('\r', '\n'),
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
        }
        catch (ReadingLimitException much)
        {
            reading.AddFinding(much.Kind, null, much.Limit);
            return [];
        }
        catch (CsvHelperException)
        {
            // One cell that never ends: a quotation mark was opened and not closed.
            reading.AddFinding(ReportFindingKind.Damaged);
            return [];
        }

        if (isOpen)
        {
            reading.AddFinding(ReportFindingKind.OpenQuote);
            return [];
        }

        if (rows.Count == 0)
            reading.AddFinding(ReportFindingKind.Empty);
        foreach (var row in rows)
        {
            if (Array.FindIndex(row.Cells, cell => cell.Text.Contains(ReplacementCharacter, StringComparison.Ordinal)) is >= 0 and var at)
            {
                reading.AddFinding(ReportFindingKind.LostLetters, new("", row.RowNumber, row.Cells[at].ColumnIndex), row.Cells[at].Text);
                break;
            }
        }

        return [new("", rows)];
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

    /// <summary>"sep=;" in the first line, as spreadsheets write and read it.</summary>
    static char? ReadSeparatorHint(StreamReader text) =>
        text.ReadLine()?.Trim('"', ' ') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var separator] && Separators.Contains(separator) ? separator : null;

    /// <summary>What divides most lines, and most of them alike.</summary>
    static char DetectSeparator(byte[] content, Encoding encoding)
    {
        using var text = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        var lines = new List<string>();
        while (lines.Count < SampleLines && text.ReadLine() is { } line)
            lines.Add(line);
        return Separators.MaxBy(separator => lines.Select(line => CountOutsideQuotes(line, separator)).Where(count => count > 0).GroupBy(count => count)
            .Select(group => group.Key * group.Count()).DefaultIfEmpty(0).Max());
    }

    /// <summary>How often it stands outside of quotation marks.</summary>
    static int CountOutsideQuotes(string line, char separator)
    {
        var (count, isQuoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                isQuoted = !isQuoted;
            // Between two digits it may group them.
            else if (line[i] == separator && !isQuoted && !(i > 0 && i + 1 < line.Length && char.IsAsciiDigit(line[i - 1]) && char.IsAsciiDigit(line[i + 1])))
                count++;
        }

        return count;
    }
}
