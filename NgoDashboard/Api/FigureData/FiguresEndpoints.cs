using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Api.Stage;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.FigureData;

/// <summary>GET and PUT /api/figures.</summary>
static class FiguresEndpoints
{
    /// <summary>More than all figures of one meeting; a longer array is a file sent by mistake.</summary>
    public const int MaxEdits = 1000;

    const string Json = "json", Csv = "csv", Xlsx = "xlsx";

    static readonly Dictionary<string, string> Formats = new()
    {
        ["application/json"] = Json,
        [CsvFileWriter.MediaType] = Csv,
        [WorkbookWriter.MediaType] = Xlsx,
    };

    static readonly string[] Filters = ["year", "province", "sector", "measure", "sources", "predecessors", "format", "lang"];

    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        api.MapGet("/figures", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getFigures")
            .Produces<FigureResponse[]>(StatusCodes.Status200OK, "application/json", CsvFileWriter.MediaType, WorkbookWriter.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPut("/figures", Put).RequireAuthorization(Policies.DeskKey).WithName("putFigures")
            .WithMetadata(new JsonBodyMetadata(typeof(FigureEditRequest[])))
            .Produces<VersionResponse>()
            .Produces<ApprovalPendingResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static async Task<IResult> Get(
        string? year, string? province, string? sector, string? measure, string? sources, string? predecessors, string? format,
        HttpContext context, LiveBriefing briefing, VersionedResponseCache cache, IOptions<JsonOptions> json)
    {
        // The desk sees the newest version; all others see what the screens show, which is older while they are held or covered.
        var state = context.User.Role == Roles.Desk ? briefing.Newest : briefing.Current;
        var (snapshot, language) = (state.Snapshot, context.GetLanguage());
        // An HTML form sends "all" for a filter without a choice.
        var (query, findings) = FiguresQuery.Parse(
            NullIfAll(year), NullIfAll(province), NullIfAll(sector), NullIfAll(measure), sources, predecessors, snapshot.Reference);
        var unknown = context.Request.Query.FindUnknown(Filters, StringComparer.OrdinalIgnoreCase);
        if (format is not null && !Formats.ContainsValue(format))
            findings = [.. findings, new(FindingKind.UnknownFormat, "format", format, string.Join(", ", Formats.Values))];
        if (findings.Concat(unknown).ToArray() is { Length: > 0 } wrong)
            return ApiProblems.BadRequest(wrong, snapshot.Reference);

        context.Response.Headers.Vary = "Accept, Cookie, Authorization";
        // With ?format= it is a file for an office and has a name; by Accept it is data for a program.
        string? FileName(string extension) =>
            format is null ? null : $"{language.Words.Province["file-name"]}-{briefing.Current.Version}.{extension}";
        Task<byte[]> GetCached(string variant, Func<byte[]> make) =>
            cache.GetOrCreate(context.User, language, state, $"figures {variant} {query}", make);
        IReadOnlyList<(Figure Figure, Statement Statement)> Statements() => query.MatchingStatements(snapshot, context.User);
        IReadOnlyList<FigureResponse> Responses() => query.ToResponses(snapshot, context.User);
        const string csvType = CsvFileWriter.MediaType + "; charset=utf-8";
        return (format ?? Formats[context.Request.PreferredMediaType([.. Formats.Keys])]) switch
        {
            Csv when format is not null => Results.File(
                await GetCached("office.csv", () => FiguresOfficeFile.WriteCsv(Statements(), snapshot.Reference, language)),
                csvType,
                FileName(Csv)),
            Csv => Results.File(await GetCached(Csv, () => FiguresCsv.Write(Responses())), csvType),
            Xlsx => Results.File(
                await GetCached(Xlsx, () => FiguresOfficeFile.WriteWorkbook(Statements(), snapshot.Reference, language)),
                WorkbookWriter.MediaType,
                FileName(Xlsx)),
            _ => Results.Bytes(
                await GetCached(Json, () => JsonSerializer.SerializeToUtf8Bytes(Responses(), json.Value.SerializerOptions)),
                "application/json; charset=utf-8"),
        };
    }

    static string? NullIfAll(string? value) => value == FiguresQuery.AllValue ? null : value;

    static async Task<IResult> Put(
        HttpRequest request, ClaimsPrincipal user, LiveBriefing briefing, Desk desk, ReportImporter imports, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.ReadDocument(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var reference = briefing.Newest.Snapshot.Reference;
            if (FindListProblem(document.RootElement) is { } wrong)
                return ApiProblems.Unprocessable([wrong], reference);

            var read = document.RootElement.EnumerateArray()
                .Select((row, index) => FigureEditJsonReader.ReadEdit(row, index, user.KeyLabel, imports.IsStoredReport)).ToArray();
            if (read.Any(row => row.Edit is null))
            {
                var snapshot = briefing.Newest.Snapshot;
                return ApiProblems.WithErrors(
                    StatusCodes.Status422UnprocessableEntity, language => AllErrors(read, snapshot, language));
            }


            // No cancellation: a client that disconnects must not decide whether the edits are taken.
            return DeskResultResponses.ToResponse(
                await desk.Take(Draft.From([.. read.Select(row => row.Edit!)]), user.ToOperator(), CancellationToken.None), reference);
        }
    }

    static Finding? FindListProblem(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
            return new(FindingKind.WrongType, "", "[]", FieldType.Array);
        return body.GetArrayLength() switch
        {
            0 => new(FindingKind.NothingSent, ""),
            > MaxEdits => new(FindingKind.TooMany, "", MaxEdits),
            _ => null,
        };
    }

    /// <summary>
    /// Errors of rows that could not be read, and of the rules in the others, so that the client sees all of them at once.
    /// </summary>
    static List<ApiError> AllErrors((Edit? Edit, IReadOnlyList<Finding> Findings)[] read, Snapshot snapshot, DisplayLanguage language)
    {
        var readable = read.Index().Where(row => row.Item.Edit is not null).ToArray();
        var found = EditRules.CheckEdits(snapshot, [.. readable.Select(row => row.Item.Edit!)])
            .Select((findings, i) => (Row: readable[i].Index, Findings: findings));
        return
        [
            .. read.Index().Select(row => (Row: row.Index, row.Item.Findings)).Concat(found)
                .SelectMany(row => row.Findings.Select(finding => ApiError.From(finding, snapshot.Reference, language, row.Row)))
                .OrderBy(error => error.Row),
        ];
    }
}

/// <summary>One edit in a request. For the OpenAPI document only, because rows are read field by field.</summary>
public sealed record FigureEditRequest(
    string From,
    string To,
    string? Province,
    string? Sector,
    string? Campaign,
    string Measure,
    decimal Value,
    string Unit,
    string? Qualifier,
    string Reason,
    SourceResponse? Source,
    long? ExpectedVersion,
    bool? Accept);
