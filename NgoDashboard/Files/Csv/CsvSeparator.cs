namespace NgoDashboard.Files.Csv;

/// <summary>Detects the character between the cells of a report.</summary>
static class CsvSeparator
{
    /// <summary>The separator is detected from so many lines.</summary>
    const int SampleLines = 40;

    static readonly char[] Separators = ['\t', ';', ','];

    /// <summary>The separator of a first line "sep=;", as spreadsheets write and read it.</summary>
    public static char? ReadHint(TextReader text) =>
        text.ReadLine()?.Trim('"', ' ') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var separator] && Separators.Contains(separator)
            ? separator : null;

    /// <summary>The separator that divides most lines, and most of them into equally many cells.</summary>
    public static char Detect(TextReader text)
    {
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
