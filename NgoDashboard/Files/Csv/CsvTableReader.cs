using System.Text;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Files.Csv;

/// <summary>
/// Reads a table from text: separated by commas, semicolons or tabs, in UTF-8 or, with a byte-order mark, UTF-16. Each line is parsed by
/// itself, so that an unclosed quotation mark spoils only its own line and the line numbers of all others stay right.
/// </summary>
static class CsvTableReader
{
    static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>The header decides on the separator; titles may stand above it.</summary>
    /// <param name="isHeader">Whether a line is the header.</param>
    public static PointListTable ReadTable(byte[] file, Func<PointListRow, bool> isHeader)
    {
        var lines = ReadLines(file);
        var first = lines.Take(PointListHeader.MaxLinesAboveHeader).ToList();
        var separator = Separators.FirstOrDefault(candidate => first.Any(line => isHeader(SplitLine(1, line, candidate))), Separators[0]);
        return new(lines.Select((line, i) => SplitLine(i + 1, line, separator)));
    }

    /// <summary>Invalid bytes become replacement characters, which are found again in their cells.</summary>
    static IEnumerable<string> ReadLines(byte[] file)
    {
        using var reader = new StreamReader(new MemoryStream(file), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    static PointListRow SplitLine(int number, string line, char separator)
    {
        var cells = new List<PointListCell>();
        var (at, column) = (0, 0);
        while (true)
        {
            var cell = ReadCell(line, ref at, separator, column++);
            // One cell beyond the limit shows that there are too many; a line may have millions.
            if ((cell.Text.Length > 0 || cell.Fault is not null)
                && (cell.Column < PointListTable.MaxColumns || cells.Count == 0 || cells[^1].Column < PointListTable.MaxColumns))
                cells.Add(cell);
            if (at >= line.Length)
                return new(number, cells, column);
            at++;
        }
    }

    /// <summary>Leaves <paramref name="at"/> at the separator after the cell, or at the end.</summary>
    static PointListCell ReadCell(string line, ref int at, char separator, int column)
    {
        var start = at;
        if (at >= line.Length || line[at] != '"')
        {
            var end = line.IndexOf(separator, at);
            at = end < 0 ? line.Length : end;
            var text = line[start..at];
            return new(column, text, text.Contains('"', StringComparison.Ordinal) ? PointFaultKind.StrayQuote : null);
        }

        var quoted = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                quoted.Append(line[at]);
            }
            else if (at + 1 < line.Length && line[at + 1] == '"')
            {
                quoted.Append('"');
                at++;
            }
            else
            {
                var end = line.IndexOf(separator, ++at);
                var behind = line[at..(end < 0 ? line.Length : end)];
                at += behind.Length;
                return new(column, quoted.ToString(), behind.AsSpan().Trim(' ').IsEmpty ? null : PointFaultKind.StrayQuote);
            }
        }

        return new(column, quoted.ToString(), PointFaultKind.UnclosedQuote);
    }
}
