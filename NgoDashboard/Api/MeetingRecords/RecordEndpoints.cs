using System.Globalization;
using System.Text.Json.Serialization;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.MeetingRecords;

/// <summary>The record of a meeting in the API's form.</summary>
/// <param name="LastHash">Hash of the last version, in hexadecimal: it proves the record and every version before it.</param>
/// <param name="Chained">The versions that are older than the chain of hashes; null if there are none.</param>
public sealed record RecordResponse(
    long Opened,
    string Name,
    string HeldOn,
    bool NeedsTwo,
    long FirstVersion,
    long LastVersion,
    string LastHash,
    ChainUpgradeResponse? Chained,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool Over,
    IEnumerable<CorrectionResponse> Corrections,
    IEnumerable<AiringResponse> Agenda,
    IEnumerable<RecordEntry> Versions,
    IEnumerable<AttendanceResponse> Attendance);

/// <param name="UpgradedAt">When the upgrade of the schema chained them; the hashes prove nothing about the time before.</param>
public sealed record ChainUpgradeResponse(long First, long Last, [property: JsonPropertyName("at")] DateTimeOffset UpgradedAt);

/// <param name="OnAir">The scene that the screens showed at that time; null for the opening card.</param>
/// <param name="End">dismissed, takenBack or replaced; null if the correction was never ended.</param>
public sealed record CorrectionResponse(
    long Version, string Figure, decimal? OldValue, decimal? NewValue, string? OnAir, string? End, long? EndedBy);

/// <summary>
/// An item of the agenda, or a scene that was shown without one: one entry for each airing, and one without times if it was not aired.
/// </summary>
public sealed record AiringResponse(
    long? Item, string? Scene, string Title, string Note, DateTimeOffset? From, DateTimeOffset? To, long? Version);

/// <param name="Id">Id of the bridge point in the register; null for a connection with another key.</param>
public sealed record AttendanceResponse(
    long? Id, string Point, string? Province, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, bool Connected, long Seconds, int Gaps,
    long? LastPainted, bool UpToDate, string Address);

/// <summary>GET /api/record.</summary>
static class RecordEndpoints
{
    const string Json = "json", Csv = "csv", Xlsx = "xlsx";

    static readonly Dictionary<string, string> Formats = new()
    {
        ["application/json"] = Json,
        [CsvFileWriter.MediaType] = Csv,
        [WorkbookWriter.MediaType] = Xlsx,
    };

    static readonly string[] Filters = ["meeting", "format", "lang"];

    public static void MapRecord(this IEndpointRouteBuilder api) =>
        // With a cookie too, because the page links to the files.
        api.MapGet("/record", Get).RequireAuthorization(Policies.Desk).LimitExports().WithName("getRecord")
            .Produces<RecordResponse>(StatusCodes.Status200OK, "application/json", CsvFileWriter.MediaType, WorkbookWriter.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    static async Task<IResult> Get(string? meeting, string? format, HttpContext context, RecordReader records, LiveBriefing briefing)
    {
        var (names, language) = (briefing.Newest.Snapshot, context.GetLanguage());
        Finding[] wrong =
        [
            .. context.Request.Query.FindUnknown(Filters, StringComparer.OrdinalIgnoreCase),
            .. format is null || Formats.ContainsValue(format)
                ? []
                : (Finding[])[new(FindingKind.UnknownFormat, "format", format, string.Join(", ", Formats.Values))],
        ];
        if (wrong.Length > 0)
            return ApiProblems.BadRequest(wrong, names.Reference);

        var isNumber = long.TryParse(meeting, NumberStyles.None, CultureInfo.InvariantCulture, out var opened);
        if ((meeting is not null && !isNumber) || await records.ForMeeting(isNumber ? opened : null) is not { } record)
            return Results.Problem(title: language.Words.Record["no-such-meeting"], statusCode: StatusCodes.Status404NotFound);

        names = names.WithReference(record.Reference);
        context.Response.Headers.Vary = "Accept, Cookie, Authorization";
        var name = language.Words.Record["file-name", record.Meeting.HeldOn.ToIsoDate(), record.FirstVersion, record.LastVersion];
        return (format ?? Formats[context.Request.PreferredMediaType([.. Formats.Keys])]) switch
        {
            Csv => Results.File(
                RecordCsv.Write(RecordEntries.From(record, names, language)), CsvFileWriter.MediaType + "; charset=utf-8", name + ".csv"),
            Xlsx => Results.File(RecordWorkbook.Write(record, names, language), WorkbookWriter.MediaType, name + ".xlsx"),
            _ => Results.Ok(ToResponse(record, names, language)),
        };
    }

    static RecordResponse ToResponse(MeetingRecord record, Snapshot names, DisplayLanguage language) => new(
        record.Meeting.OpenedVersion,
        record.Meeting.Name,
        record.Meeting.HeldOn.ToIsoDate(),
        record.Meeting.RequiresApproval,
        record.FirstVersion,
        record.LastVersion,
        record.LastHash,
        record.VersionsBeforeChain is { } chained
            ? new(chained.FirstVersion, chained.LastVersion, VietnamTime.ToLocal(chained.ChainedAt))
            : null,
        VietnamTime.ToLocal(record.StartsAt),
        VietnamTime.ToLocal(record.EndsAt),
        record.IsOver,
        record.Corrections.Select(correction => new CorrectionResponse(
            correction.Change.Version, language.DisplayNames.ForFigure(correction.Change.Key, names.Reference),
            correction.Change.Before?.WholeUnits, correction.Change.After?.WholeUnits,
            correction.SceneOnAir?.Kind, correction.End?.ToCode(), correction.EndedBy?.Version)),
        record.Agenda.SelectMany(line => AiringsOf(line, names, language)),
        RecordEntries.From(record, names, language),
        record.Attendance.Select(point => new AttendanceResponse(
            point.PointId, point.PointName, point.Province?.ToString(), VietnamTime.ToLocal(point.FirstSeen),
            VietnamTime.ToLocal(point.LastSeen), point.IsConnected,
            (long)point.TimePresent.TotalSeconds, point.GapCount, point.LastPaintedVersion, point.IsUpToDate, point.Address)));

    static IEnumerable<AiringResponse> AiringsOf(AgendaLine line, Snapshot names, DisplayLanguage language) => line.Airings.IsEmpty
        ? [new(line.AgendaItemId, line.Scene?.Kind, RecordText.SceneOrCardTitle(line.Scene, names, language), line.Note, null, null, null)]
        : line.Airings.Select(airing => new AiringResponse(
            line.AgendaItemId, airing.Scene?.Kind, RecordText.SceneOrCardTitle(airing.Scene, names, language), line.Note,
            VietnamTime.ToLocal(airing.From), airing.To is { } to ? VietnamTime.ToLocal(to) : null, airing.Version));
}
