using System.Globalization;
using NgoDashboard.Files.Csv;

namespace NgoDashboard.Api.FigureData;

/// <summary>Rows as CSV for programs: column names that do not depend on the language, and numbers with a decimal point.</summary>
static class FiguresCsv
{
    static readonly string[] Header =
    [
        "from", "to", "province", "sector", "campaign", "measure", "value", "unit", "qualifier", "status", "asOf",
        "sourceTitle", "sourceUrl", "sourceDate", "adopted", "version",
    ];

    public static byte[] Write(IReadOnlyList<FigureResponse> rows) => CsvFileWriter.Write(rows.Select(Fields).Prepend(Header));

    static string?[] Fields(FigureResponse row) =>
    [
        row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure, row.Value.ToString(CultureInfo.InvariantCulture), row.Unit,
        row.Qualifier, row.Status, row.AsOf, row.Source.Title, row.Source.Url, row.Source.Date, row.Adopted ? "true" : "false",
        row.Version.ToString(CultureInfo.InvariantCulture),
    ];
}
