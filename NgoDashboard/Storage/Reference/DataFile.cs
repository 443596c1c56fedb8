using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace NgoDashboard.Storage.Reference;

/// <summary>Reads one CSV file of the data folder line by line and checks its header. Problems are collected, not thrown.</summary>
sealed class DataFile(string folder, string name, DataProblems problems, params string[] columns)
{
    /// <summary>Problems of the header are reported for this line.</summary>
    const int HeaderLine = 1;

    public string Name => name;

    /// <summary>The non-blank lines that have the right number of fields; the others are reported. Empty if the header is wrong.</summary>
    public IEnumerable<DataLine> ReadLines()
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            problems.Add(new(DataFault.FileMissing, name, null, null, folder));
            return [];
        }

        try
        {
            return ParseLines(path);
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(DataFault.NotUtf8, name));
            return [];
        }
    }

    List<DataLine> ParseLines(string path)
    {
        var lines = new List<DataLine>();
        var bad = "";
        // Fields may not hold line breaks, so that an unclosed quotation mark is reported in its own line and not at the file's end.
        using var parser = new CsvParser(
            new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true)),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                IgnoreBlankLines = false,
                LineBreakInQuotedFieldIsBadData = true,
                TrimOptions = TrimOptions.Trim,
                BadDataFound = found => bad = found.RawRecord,
            });

        string[]? header = null;
        for (var number = 1; parser.Read(); number = parser.RawRow + 1)
        {
            bad = "";
            string[] fields = [.. (parser.Record ?? []).Select(field => field.Normalize())];
            if (bad.Length > 0)
                problems.Add(new(DataFault.MisplacedQuote, name, number));
            else if (header is null)
            {
                header = fields;
                if (!CheckHeader(header))
                    return [];
            }
            else if (fields.All(string.IsNullOrEmpty))
                continue;
            else if (fields.Length != header.Length)
                problems.Add(new(DataFault.FieldCount, name, number, null, fields.Length, header.Length));
            else
                lines.Add(new(this, number, header, fields));
        }

        if (header is null)
            problems.Add(new(DataFault.FileEmpty, name));
        return lines;
    }

    bool CheckHeader(string[] header)
    {
        foreach (var missing in columns.Except(header))
            AddProblem(HeaderLine, missing, DataFault.ColumnMissing);
        foreach (var unknown in header.Except(columns))
            AddProblem(HeaderLine, unknown, DataFault.ColumnUnknown);
        foreach (var twice in header.GroupBy(column => column).Where(group => group.Count() > 1))
            AddProblem(HeaderLine, twice.Key, DataFault.ColumnTwice);
        return header.Length == columns.Length && !columns.Except(header).Any();
    }

    public void AddProblem(int line, string column, DataFault fault, params object?[] args) =>
        problems.Add(new(fault, name, line, column, args));
}
