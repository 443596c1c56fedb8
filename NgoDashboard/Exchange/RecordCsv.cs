using System.Globalization;

namespace NgoDashboard.Exchange;

/// <summary>The versions of a record as CSV, by the names of the API; times are Viet Nam's, with their offset.</summary>
static class RecordCsv
{
    static readonly (string Name, Func<RecordRow, string?> Field)[] Columns =
    [
        ("version", row => Text(row.Version)),
        ("at", row => row.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture)),
        ("kind", row => row.Kind),
        ("event", row => row.Event),
        ("who", row => row.Who),
        ("confirmedBy", row => row.ConfirmedBy),
        ("figure", row => row.Figure),
        ("from", row => row.From),
        ("to", row => row.To),
        ("province", row => row.Province),
        ("sector", row => row.Sector),
        ("campaign", row => row.Campaign),
        ("measure", row => row.Measure),
        ("oldValue", row => Text(row.OldValue)),
        ("oldUnit", row => row.OldUnit),
        ("oldQualifier", row => row.OldQualifier),
        ("newValue", row => Text(row.NewValue)),
        ("newUnit", row => row.NewUnit),
        ("newQualifier", row => row.NewQualifier),
        ("correction", row => Text(row.Correction)),
        ("reason", row => row.Reason),
        ("source", row => row.Source),
        ("scene", row => row.Scene),
        ("title", row => row.Title),
        ("warnings", row => row.Warnings),
        ("because", row => row.Because),
        ("undoes", row => Text(row.Undoes)),
        ("onScreens", row => Text(row.OnScreens)),
        ("pointsExpected", row => Text(row.Points?.Expected)),
        ("pointsThere", row => Text(row.Points?.There)),
        ("pointsPainted", row => Text(row.Points?.Painted)),
        ("medianMs", row => Text(row.Points?.MedianMs)),
        ("slowestMs", row => Text(row.Points?.SlowestMs)),
        ("hash", row => row.Hash),
    ];

    public static byte[] Write(IEnumerable<RecordRow> rows) => CsvText.Write(
        rows.Select(row => Columns.Select(column => column.Field(row))).Prepend(Columns.Select(column => (string?)column.Name)), hasMark: true);

    static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    static string? Text(bool? isSo) => isSo switch { true => "true", false => "false", _ => null };
}
