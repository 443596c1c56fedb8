using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace NgoDashboard.Exchange;

/// <summary>Rows as CSV (RFC 4180, UTF-8), numbers with a decimal point whatever the reader's language.</summary>
static class FiguresCsv
{
    public const string MediaType = "text/csv";

    static readonly string[] Header =
    [
        "from", "to", "province", "sector", "campaign", "measure", "value", "unit", "qualifier", "status", "asOf",
        "sourceTitle", "sourceUrl", "sourceDate", "adopted", "version",
    ];

    // A title that starts with "=" would be run as a formula by the spreadsheet that opens the file.
    static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
    };

    public static byte[] Write(IReadOnlyList<FigureRow> rows)
    {
        using var memory = new MemoryStream();
        using (var writer = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
        using (var csv = new CsvWriter(writer, Configuration))
        {
            Line(csv, Header);
            foreach (var row in rows)
                Line(csv, Fields(row));
        }

        return memory.ToArray();
    }

    static string?[] Fields(FigureRow row) =>
    [
        row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure, row.Value.ToString(CultureInfo.InvariantCulture), row.Unit,
        row.Qualifier, row.Status, row.AsOf, row.Source.Title, row.Source.Url, row.Source.Date, row.Adopted ? "true" : "false",
        row.Version.ToString(CultureInfo.InvariantCulture),
    ];

    static void Line(CsvWriter csv, IEnumerable<string?> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.NextRecord();
    }
}
