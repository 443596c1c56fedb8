using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>GET and PUT /api/figures.</summary>
static class FiguresApi
{
    /// <summary>More than all figures of one meeting; past it, somebody sends the wrong file.</summary>
    public const int MostEdits = 1000;

    const string Json = "json", Csv = "csv", Xlsx = "xlsx";

    static readonly Dictionary<string, string> Formats = new()
    {
        ["application/json"] = Json,
        [CsvText.MediaType] = Csv,
        [SheetFile.MediaType] = Xlsx,
    };

    static readonly string[] Filters = ["year", "province", "sector", "measure", "sources", "predecessors", "format", "lang"];

    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        api.MapGet("/figures", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getFigures")
            .Produces<FigureRow[]>(StatusCodes.Status200OK, "application/json", CsvText.MediaType, SheetFile.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPut("/figures", Put).RequireAuthorization(Policies.DeskKey).WithName("putFigures")
            .WithMetadata(new JsonRequest(typeof(EditRow[])))
            .Produces<VersionAnswer>()
            .Produces<RequestAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static async Task<IResult> Get(
        string? year, string? province, string? sector, string? measure, string? sources, string? predecessors, string? format, HttpContext context, Air air,
        AnswerCache answers, IOptions<JsonOptions> json)
    {
        // Behind held or covered screens the desk works on; nobody else is told more than they show.
        var picture = context.User.Role == Roles.Desk ? air.Newest : air.Current;
        var snapshot = picture.Snapshot;
        // A form always sends something.
        var (query, findings) = FiguresQuery.Read(Chosen(year), Chosen(province), Chosen(sector), Chosen(measure), sources, predecessors, snapshot.Reference);
        var unknown = context.Request.Query.Unknown(Filters, StringComparer.OrdinalIgnoreCase);
        if (format is not null && !Formats.ContainsValue(format))
            findings = [.. findings, new(FindingKind.UnknownFormat, "format", format, string.Join(", ", Formats.Values))];
        if (findings.Concat(unknown).ToArray() is { Length: > 0 } wrong)
            return Refused.BadRequest(wrong, snapshot.Reference);

        context.Response.Headers.Vary = "Accept, Cookie, Authorization";
        // Asked for by name it is a file for an office, with a name.
        string? Named(string ending) => format is null ? null : $"{Words.Province["file-name"]}-{air.Current.Version}.{ending}";
        Task<byte[]> Made(string form, Func<byte[]> make) => answers.Get(context.User, picture, $"figures {form} {query}", make);
        return (format ?? Formats[context.Request.Best([.. Formats.Keys])]) switch
        {
            Csv when format is not null => Results.File(
                await Made("office.csv", () => FiguresSheet.Csv(query.Found(snapshot, context.User), snapshot.Reference)), CsvText.MediaType + "; charset=utf-8", Named(Csv)),
            Csv => Results.File(await Made(Csv, () => FiguresCsv.Write(query.Rows(snapshot, context.User))), CsvText.MediaType + "; charset=utf-8"),
            Xlsx => Results.File(
                await Made(Xlsx, () => FiguresSheet.Write(query.Found(snapshot, context.User), snapshot.Reference)), SheetFile.MediaType, Named(Xlsx)),
            _ => Results.Bytes(
                await Made(Json, () => JsonSerializer.SerializeToUtf8Bytes(query.Rows(snapshot, context.User), json.Value.SerializerOptions)), "application/json; charset=utf-8"),
        };
    }

    static string? Chosen(string? value) => value == FiguresQuery.All ? null : value;

    static async Task<IResult> Put(HttpRequest request, ClaimsPrincipal user, Air air, Desk desk, ReportImports imports, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.Read(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var reference = air.Newest.Snapshot.Reference;
            if (NotAList(document.RootElement) is { } wrong)
                return Refused.Unprocessable([wrong], reference);

            var read = document.RootElement.EnumerateArray().Select((row, index) => EditReader.Read(row, index, user.Who, imports.IsKept)).ToArray();
            if (read.Any(row => row.Edit is null))
                return Refused.Because(StatusCodes.Status422UnprocessableEntity, All(read, air.Newest.Snapshot));

            // Not cancelled by a caller who hangs up: whether it was taken must not depend on that.
            return Answers.Of(await desk.Take(Draft.Of([.. read.Select(row => row.Edit!)]), user.Operator(), CancellationToken.None), reference);
        }
    }

    static Finding? NotAList(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
            return new(FindingKind.WrongType, "", "[]", FieldType.Array);
        return body.GetArrayLength() switch
        {
            0 => new(FindingKind.NothingSent, ""),
            > MostEdits => new(FindingKind.TooMany, "", MostEdits),
            _ => null,
        };
    }

    /// <summary>What could not be read, and what the rules say of the rest: everything at once, for one round of mending.</summary>
    static List<Refusal> All((Edit? Edit, IReadOnlyList<Finding> Findings)[] read, Snapshot snapshot)
    {
        var readable = read.Index().Where(row => row.Item.Edit is not null).ToArray();
        var found = EditRules.Check(snapshot, [.. readable.Select(row => row.Item.Edit!)])
            .Select((findings, i) => (Row: readable[i].Index, Findings: findings));
        return
        [
            .. read.Index().Select(row => (Row: row.Index, row.Item.Findings)).Concat(found)
                .SelectMany(row => row.Findings.Select(finding => Refusal.Of(finding, snapshot.Reference, row.Row)))
                .OrderBy(refusal => refusal.Row),
        ];
    }
}

/// <summary>One edit as it is sent; for the description of the API only, because rows are read field by field.</summary>
public sealed record EditRow(
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
    SourceRow? Source,
    long? ExpectedVersion,
    bool? Accept);
