using System.Globalization;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>The record of a meeting in the API's form.</summary>
/// <param name="LastHash">Of the last version, in hexadecimal: it proves the record and every version before it.</param>
/// <param name="Chained">The versions that are older than the chain of hashes; null where there are none.</param>
public sealed record RecordAnswer(
    long Opened,
    string Name,
    string HeldOn,
    bool NeedsTwo,
    long FirstVersion,
    long LastVersion,
    string LastHash,
    ChainedAnswer? Chained,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool Over,
    IEnumerable<CorrectionRow> Corrections,
    IEnumerable<AiringRow> Agenda,
    IEnumerable<RecordRow> Versions,
    IEnumerable<AttendanceRow> Attendance);

/// <param name="At">When the upgrade chained them: the hashes prove nothing of the time before.</param>
public sealed record ChainedAnswer(long First, long Last, DateTimeOffset At);

/// <param name="OnAir">The kind of scene that the screens showed then; null for the card.</param>
/// <param name="End">dismissed, takenBack, replaced; null where it still stands, or stood to the end.</param>
public sealed record CorrectionRow(long Version, string Figure, decimal? OldValue, decimal? NewValue, string? OnAir, string? End, long? EndedBy);

/// <summary>An item of the agenda, or what was shown beside it, once for each time on air; without times where it was not.</summary>
public sealed record AiringRow(
    long? Item, string? Scene, string Title, string Note, DateTimeOffset? From, DateTimeOffset? To, long? Version);

/// <param name="Id">The bridge point's in the register; null of another key.</param>
public sealed record AttendanceRow(
    long? Id, string Point, string? Province, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, bool Connected, long Seconds, int Gaps, long? LastPainted,
    bool UpToDate, string Address);

/// <summary>GET /api/record.</summary>
static class RecordApi
{
    const string Json = "json", Csv = "csv", Xlsx = "xlsx";

    static readonly Dictionary<string, string> Formats = new()
    {
        ["application/json"] = Json,
        [CsvText.MediaType] = Csv,
        [SheetFile.MediaType] = Xlsx,
    };

    static readonly string[] Filters = ["meeting", "format", "lang"];

    public static void MapRecord(this IEndpointRouteBuilder api) =>
        // By cookie too: the page links to the files.
        api.MapGet("/record", Get).RequireAuthorization(Policies.Desk).LimitExports().WithName("getRecord")
            .Produces<RecordAnswer>(StatusCodes.Status200OK, "application/json", CsvText.MediaType, SheetFile.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    static async Task<IResult> Get(string? meeting, string? format, HttpContext context, Record past, Air air)
    {
        var names = air.Newest.Snapshot;
        Finding[] wrong =
        [
            .. context.Request.Query.Unknown(Filters, StringComparer.OrdinalIgnoreCase),
            .. format is null || Formats.ContainsValue(format) ? [] : (Finding[])[new(FindingKind.UnknownFormat, "format", format, string.Join(", ", Formats.Values))],
        ];
        if (wrong.Length > 0)
            return Refused.BadRequest(wrong, names.Reference);

        var isNumber = long.TryParse(meeting, NumberStyles.None, CultureInfo.InvariantCulture, out var opened);
        if ((meeting is not null && !isNumber) || await past.OfMeeting(isNumber ? opened : null) is not { } record)
            return Results.Problem(title: Words.Record["no-such-meeting"], statusCode: StatusCodes.Status404NotFound);

        context.Response.Headers.Vary = "Accept, Cookie, Authorization";
        var name = Words.Record["file-name", RecordRows.Iso(record.Meeting.HeldOn), record.First, record.Last];
        return (format ?? Formats[context.Request.Best([.. Formats.Keys])]) switch
        {
            Csv => Results.File(RecordCsv.Write(RecordRows.Of(record, names)), CsvText.MediaType + "; charset=utf-8", name + ".csv"),
            Xlsx => Results.File(RecordSheets.Write(record, names), SheetFile.MediaType, name + ".xlsx"),
            _ => Results.Ok(Answer(record, names)),
        };
    }

    static RecordAnswer Answer(MeetingRecord record, Snapshot names) => new(
        record.Meeting.Opened,
        record.Meeting.Name,
        RecordRows.Iso(record.Meeting.HeldOn),
        record.Meeting.NeedsTwo,
        record.First,
        record.Last,
        record.LastHash,
        record.Chained is { } chained ? new(chained.First, chained.Last, VietNam.Time(chained.At)) : null,
        VietNam.Time(record.From),
        VietNam.Time(record.Until),
        record.IsOver,
        record.Corrections.Select(correction => new CorrectionRow(
            correction.Change.Version, Names.Of(correction.Change.Key, names.Reference), correction.Change.Before?.Whole, correction.Change.After?.Whole,
            correction.OnAir?.Kind, Word(correction.End), correction.EndedBy?.Version)),
        record.Agenda.SelectMany(line => Airings(line, names)),
        RecordRows.Of(record, names),
        record.Attendance.Select(point => new AttendanceRow(
            point.Id, point.Point, point.Province?.ToString(), VietNam.Time(point.FirstSeen), VietNam.Time(point.LastSeen), point.IsThere,
            (long)point.Present.TotalSeconds, point.Gaps, point.LastPainted, point.IsUpToDate, point.Address)));

    static IEnumerable<AiringRow> Airings(AgendaLine line, Snapshot names) => line.Airings.IsEmpty
        ? [new(line.Item, line.Scene?.Kind, RecordText.Title(line.Scene, names), line.Note, null, null, null)]
        : line.Airings.Select(airing => new AiringRow(
            line.Item, airing.Scene?.Kind, RecordText.Title(airing.Scene, names), line.Note, VietNam.Time(airing.From),
            airing.To is { } to ? VietNam.Time(to) : null, airing.Version));

    static string? Word(CorrectionEnd? end) => end switch
    {
        CorrectionEnd.Dismissed => "dismissed",
        CorrectionEnd.TakenBack => "takenBack",
        CorrectionEnd.Replaced => "replaced",
        _ => null,
    };
}
