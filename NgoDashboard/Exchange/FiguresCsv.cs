using System.Globalization;

namespace NgoDashboard.Exchange;

/// <summary>Rows as CSV, numbers with a decimal point whatever the reader's language.</summary>
static class FiguresCsv
{
    static readonly string[] Header =
    [
        "from", "to", "province", "sector", "campaign", "measure", "value", "unit", "qualifier", "status", "asOf",
        "sourceTitle", "sourceUrl", "sourceDate", "adopted", "version",
    ];

    /// <param name="isFile">A file for a spreadsheet, which knows UTF-8 by a mark; an answer to a program has none.</param>
    public static byte[] Write(IReadOnlyList<FigureRow> rows, bool isFile) => CsvText.Write(rows.Select(Fields).Prepend(Header), hasMark: isFile);

    static string?[] Fields(FigureRow row) =>
    [
        row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure, row.Value.ToString(CultureInfo.InvariantCulture), row.Unit,
        row.Qualifier, row.Status, row.AsOf, row.Source.Title, row.Source.Url, row.Source.Date, row.Adopted ? "true" : "false",
        row.Version.ToString(CultureInfo.InvariantCulture),
    ];
}
