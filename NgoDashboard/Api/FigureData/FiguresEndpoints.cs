using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;

namespace NgoDashboard.Api.FigureData;

/// <summary>GET /api/figures: the figures that the key may read.</summary>
static class FiguresEndpoints
{
    const string Json = "json", Csv = "csv", Xlsx = "xlsx";

    static readonly Dictionary<string, string> Formats = new()
    {
        ["application/json"] = Json,
        [CsvFileWriter.MediaType] = Csv,
        [WorkbookWriter.MediaType] = Xlsx,
    };

    static readonly string[] Filters = ["year", "province", "sector", "measure", "sources", "predecessors", "format", "lang"];

    public static void MapFigures(this IEndpointRouteBuilder api) =>
        api.MapGet("/figures", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getFigures")
            .Produces<FigureResponse[]>(StatusCodes.Status200OK, "application/json", CsvFileWriter.MediaType, WorkbookWriter.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest);

    static async Task<IResult> Get(
        string? year, string? province, string? sector, string? measure, string? sources, string? predecessors, string? format,
        HttpContext context, ReadableFigures readable, VersionedResponseCache cache, IOptions<JsonOptions> json)
    {
        var language = context.GetLanguage();
        // An HTML form sends "all" for a filter without a choice.
        var (query, findings) = FiguresQuery.Parse(
            NullIfAll(year), NullIfAll(province), NullIfAll(sector), NullIfAll(measure), sources, predecessors, readable.Reference);
        var unknown = context.Request.Query.FindUnknown(Filters, StringComparer.OrdinalIgnoreCase);
        if (format is not null && !Formats.ContainsValue(format))
            findings = [.. findings, new(FindingKind.UnknownFormat, "format", format, string.Join(", ", Formats.Values))];
        if (findings.Concat(unknown).ToArray() is { Length: > 0 } wrong)
            return ApiProblems.BadRequest(wrong, readable.Reference);

        context.Response.Headers.Vary = "Accept, Cookie, Authorization";
        // With ?format= it is a file for an office and has a name; by Accept it is data for a program.
        string? FileName(string extension) =>
            format is null ? null : $"{language.Words.Province["file-name"]}-{readable.VersionOnAir}.{extension}";
        Task<byte[]> GetCached(string variant, Func<byte[]> make) =>
            cache.GetOrCreate(context.User, language, readable.Version, $"figures {variant} {query}", make);
        IReadOnlyList<(Figure Figure, Statement Statement)> Statements() => query.MatchingStatements(readable);
        IReadOnlyList<FigureResponse> Responses() => query.ToResponses(readable);
        const string csvType = CsvFileWriter.MediaType + "; charset=utf-8";
        return (format ?? Formats[context.Request.PreferredMediaType([.. Formats.Keys])]) switch
        {
            Csv when format is not null => Results.File(
                await GetCached("office.csv", () => FiguresOfficeFile.WriteCsv(Statements(), readable.Reference, language)),
                csvType,
                FileName(Csv)),
            Csv => Results.File(await GetCached(Csv, () => FiguresCsv.Write(Responses())), csvType),
            Xlsx => Results.File(
                await GetCached(Xlsx, () => FiguresOfficeFile.WriteWorkbook(Statements(), readable.Reference, language)),
                WorkbookWriter.MediaType,
                FileName(Xlsx)),
            _ => Results.Bytes(
                await GetCached(Json, () => JsonSerializer.SerializeToUtf8Bytes(Responses(), json.Value.SerializerOptions)),
                "application/json; charset=utf-8"),
        };
    }

    static string? NullIfAll(string? value) => value == PageUrls.AllFilterValue ? null : value;
}
