using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Files.Csv;

/// <summary>Writes CSV according to RFC 4180, in UTF-8.</summary>
static class CsvFileWriter
{
    public const string MediaType = "text/csv";

    static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // The library quotes only the line ends that it writes itself; several sentences in one cell are separated by others.
        ShouldQuote = field => ConfigurationFunctions.ShouldQuote(field) || field.Field?.Contains('\n', StringComparison.Ordinal) == true,
    };

    /// <param name="hasMark">
    /// Whether it begins with a byte-order mark, by which spreadsheets recognise UTF-8; other programs may stumble over it.
    /// </param>
    public static byte[] Write(IEnumerable<IEnumerable<string?>> lines, bool hasMark = false)
    {
        using var memory = new MemoryStream();
        using (var writer = new StreamWriter(memory, new UTF8Encoding(hasMark), leaveOpen: true))
        using (var csv = new CsvWriter(writer, Configuration))
        {
            foreach (var line in lines)
            {
                foreach (var field in line)
                    csv.WriteField(EscapeField(field));
                csv.NextRecord();
            }
        }

        return memory.ToArray();
    }

    /// <summary>
    /// Escapes a text such as "=…", which the spreadsheet that opens the file would run as a formula. The text is sanitised again, because
    /// older journals may hold what is refused today, and unknown programs read the file.
    /// </summary>
    static string? EscapeField(string? text) => text is null ? null
        : FormulaInjection.EscapeFormula(
            TextSanitizer.IsDisplayable(text, isMultiline: true)
                || TextSanitizer.IsDisplayable(text.ReplaceLineEndings("\n"), isMultiline: true) ? text
                : TextSanitizer.SanitizeMultiline(text));
}
