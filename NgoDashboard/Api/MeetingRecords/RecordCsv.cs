using System.Globalization;
using NgoDashboard.Files.Csv;

namespace NgoDashboard.Api.MeetingRecords;

/// <summary>The versions of a record as CSV with the names of the API; times in Viet Nam time with offset.</summary>
static class RecordCsv
{
    static readonly (string Name, Func<RecordEntry, string?> Field)[] Columns =
    [
        ("version", row => ToCsvText(row.Version)),
        ("at", row => row.OccurredAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture)),
        ("kind", row => row.Kind),
        ("event", row => row.Event),
        ("who", row => row.Actor),
        ("confirmedBy", row => row.ConfirmedBy),
        ("figure", row => row.Figure),
        ("from", row => row.From),
        ("to", row => row.To),
        ("province", row => row.Province),
        ("sector", row => row.Sector),
        ("campaign", row => row.Campaign),
        ("measure", row => row.Measure),
        ("oldValue", row => ToCsvText(row.OldValue)),
        ("oldUnit", row => row.OldUnit),
        ("oldQualifier", row => row.OldQualifier),
        ("newValue", row => ToCsvText(row.NewValue)),
        ("newUnit", row => row.NewUnit),
        ("newQualifier", row => row.NewQualifier),
        ("correction", row => ToCsvText(row.Correction)),
        ("reason", row => row.Reason),
        ("source", row => row.Source),
        ("scene", row => row.Scene),
        ("title", row => row.Title),
        ("warnings", row => row.Warnings),
        ("because", row => row.OverrideReason),
        ("undoes", row => ToCsvText(row.Undoes)),
        ("onScreens", row => ToCsvText(row.OnScreens)),
        ("pointsExpected", row => ToCsvText(row.Points?.Expected)),
        ("pointsThere", row => ToCsvText(row.Points?.There)),
        ("pointsPainted", row => ToCsvText(row.Points?.Painted)),
        ("medianMs", row => ToCsvText(row.Points?.MedianMs)),
        ("slowestMs", row => ToCsvText(row.Points?.SlowestMs)),
        ("hash", row => row.Hash),
    ];

    public static byte[] Write(IEnumerable<RecordEntry> rows) => CsvFileWriter.Write(
        rows.Select(row => Columns.Select(column => column.Field(row))).Prepend(Columns.Select(column => (string?)column.Name)),
        hasMark: true);

    static string? ToCsvText(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    static string? ToCsvText(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    static string? ToCsvText(bool? isSo) => isSo switch { true => "true", false => "false", _ => null };
}
