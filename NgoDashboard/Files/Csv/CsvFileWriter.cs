using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Files.Csv;

/// <summary>CSV as RFC 4180 has it, in UTF-8.</summary>
static class CsvFileWriter
{
    public const string MediaType = "text/csv";

    static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // The library quotes the line ends that it writes itself; several sentences in one cell have others.
        ShouldQuote = field => ConfigurationFunctions.ShouldQuote(field) || field.Field?.Contains('\n', StringComparison.Ordinal) == true,
    };

    /// <param name="hasMark">A byte-order mark, by which a spreadsheet knows UTF-8; a program may stumble over it.</param>
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
    /// A title that starts with "=" would be run as a formula by the spreadsheet that opens the file. The rule of texts holds here once
    /// more, for what older journals hold: a file is read by programs that nobody here knows.
    /// </summary>
    static string? EscapeField(string? text) => text is null ? null
        : FormulaInjection.EscapeFormula(TextSanitizer.IsDisplayable(text, isMultiline: true) || TextSanitizer.IsDisplayable(text.ReplaceLineEndings("\n"), isMultiline: true) ? text : TextSanitizer.SanitizeMultiline(text));
}
