using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NgoDashboard.Exchange.SentFiles;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>A table as text: commas, semicolons or tabs between the cells, in any of the encodings in which offices save.</summary>
static class ReportText
{
    const char Replaced = '\uFFFD';

    /// <summary>So many lines tell what separates the cells.</summary>
    const int LinesThatTell = 40;

    static readonly char[] Separators = ['\t', ';', ','];

    public static IReadOnlyList<Sheet> Read(byte[] content, ReportRows reading)
    {
        var encoding = TextEncodings.Of(content);
        var (rows, isOpen) = (new List<SheetRow>(), false);
        try
        {
            using var text = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
            var hint = Hint(text);
            var separator = hint ?? Separator(content, encoding);
            using var source = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
            using var parser = new CsvParser(source, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = separator.ToString(),
                // A quotation mark in the middle of a cell is a letter as any other; one that is not closed swallows the lines below it.
                BadDataFound = bad => isOpen |= bad.Field.AsSpan().ContainsAny('\r', '\n'),
                CacheFields = true,
                MaxFieldSize = MostLettersInCell,
            });
            for (var first = true; parser.Read(); first = false)
            {
                if (first && hint is not null)
                    continue;
                reading.Step(parser.RawRecord.Length);
                if (Row(parser) is { } row)
                {
                    reading.Count(row);
                    rows.Add(row);
                }
            }
        }
        catch (TooMuchException much)
        {
            reading.Tell(much.Kind, null, much.Amount);
            return [];
        }
        catch (CsvHelperException)
        {
            // One cell that never ends: a quotation mark was opened and not closed.
            reading.Tell(ReportFindingKind.Damaged);
            return [];
        }

        if (isOpen)
        {
            reading.Tell(ReportFindingKind.OpenQuote);
            return [];
        }

        if (rows.Count == 0)
            reading.Tell(ReportFindingKind.Empty);
        foreach (var row in rows)
        {
            if (Array.FindIndex(row.Cells, cell => cell.Text.Contains(Replaced, StringComparison.Ordinal)) is >= 0 and var at)
            {
                reading.Tell(ReportFindingKind.LostLetters, new("", row.Line, row.Cells[at].Column), row.Cells[at].Text);
                break;
            }
        }

        return [new("", rows)];
    }

    const int MostLettersInCell = 100_000;

    static SheetRow? Row(CsvParser parser)
    {
        var cells = new List<Cell>();
        for (var column = 0; column < Math.Min(parser.Count, ReportRows.MostColumns); column++)
        {
            var text = CellText.Tidy(parser[column]);
            if (text.Length > 0)
                cells.Add(new(column, CellKind.Text, text));
        }

        return cells.Count == 0 ? null : new(parser.RawRow, [.. cells]);
    }

    /// <summary>"sep=;" in the first line, as spreadsheets write and read it.</summary>
    static char? Hint(StreamReader text) =>
        text.ReadLine()?.Trim('"', ' ') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var separator] && Separators.Contains(separator) ? separator : null;

    /// <summary>What divides most lines, and most of them alike.</summary>
    static char Separator(byte[] content, Encoding encoding)
    {
        using var text = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        var lines = new List<string>();
        while (lines.Count < LinesThatTell && text.ReadLine() is { } line)
            lines.Add(line);
        return Separators.MaxBy(separator => lines.Select(line => Outside(line, separator)).Where(count => count > 0).GroupBy(count => count)
            .Select(group => group.Key * group.Count()).DefaultIfEmpty(0).Max());
    }

    /// <summary>How often it stands outside of quotation marks.</summary>
    static int Outside(string line, char separator)
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
