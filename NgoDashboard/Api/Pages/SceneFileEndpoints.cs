using System.Globalization;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Pages;

/// <summary>GET /api/scenes: scenes as tables (CSV, XLSX), a picture (PNG) or a document (PDF).</summary>
static class SceneFileEndpoints
{
    const string Csv = "csv", Xlsx = "xlsx", Png = "png", Pdf = "pdf", PngType = "image/png", PdfType = "application/pdf";

    static readonly string[] Formats = [Csv, Xlsx, Png, Pdf];

    /// <summary>Widths of a picture in pixels: that of a projector, and twice that.</summary>
    static readonly int[] Widths = [HeadlessBrowser.Width, 2 * HeadlessBrowser.Width];

    static readonly string[] Parameters = [.. SceneSelection.Parameters, "format", "width", "lang"];

    public static void MapSceneFiles(this IEndpointRouteBuilder api) =>
        // With a cookie too, because the page links to the files.
        api.MapGet("/scenes", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getScenes")
            .Produces(
                StatusCodes.Status200OK, contentType: WorkbookWriter.MediaType,
                additionalContentTypes: [CsvFileWriter.MediaType, PngType, PdfType])
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    // agenda, item and scene are read by SceneSelection; they are parameters here only for the OpenAPI document.
    static async Task<IResult> Get(
        string? format, string? width, string? agenda, string? item, string? scene, HttpContext context, LiveBriefing briefing,
        Agenda items, SceneTableExtractor tables, ComponentHtmlRenderer html, HeadlessBrowser browser, VersionedResponseCache cache)
    {
        if (!SceneSelection.IsAllowedFor(context.User, context.Request.Query))
            return Results.Forbid();
        var (reference, language) = (briefing.Newest.Snapshot.Reference, context.GetLanguage());
        var (selection, findings) = SceneSelectionQuery.Read(context.Request.Query, briefing, items);
        Finding[] wrong =
        [
            .. context.Request.Query.FindUnknown(Parameters, StringComparer.Ordinal),
            .. findings,
            .. FindFormatProblems(format, width, selection),
        ];
        if (wrong.Length > 0)
        {
            return wrong.Any(finding => finding.Kind == FindingKind.NoSuchItem)
                ? ApiProblems.NotFound(wrong, reference)
                : ApiProblems.BadRequest(wrong, reference);
        }

        if (selection!.BriefingStates.Count == 0)
            return Results.Problem(title: language.Words.Record["no-scenes"], statusCode: StatusCodes.Status404NotFound);
        // Pictures are drawn by a browser on the machine that runs the meeting: only the desk may load it with that.
        if (format is Png or Pdf && context.User.Role != Roles.Desk)
            return Results.Forbid();
        var state = selection.BriefingStates[0];
        var nameKey = selection.SelectionKind == SceneSelectionKind.Agenda ? "agenda-file" : "scene-file";
        var name = language.Words.Record[nameKey, state.Version];
        Task<byte[]> GetCached(Func<Task<byte[]>> make) =>
            cache.GetOrCreate(context.User, language, state.Version, $"scenes {format} {width} {selection.CacheKey}", make);
        Task<IReadOnlyList<SceneTable>> ExtractTables() => tables.Extract(selection.BriefingStates, language);
        Task<string> RenderPage() => html.Render<ScenesPage>(
            language, ScenesPage.CreateParameters(selection, briefing.Newest.Snapshot, isDesk: true, hasBrowser: false, query: null));
        try
        {
            return format switch
            {
                Csv => Results.File(
                    await GetCached(async () => SceneTable.WriteCsv(await ExtractTables(), language)),
                    CsvFileWriter.MediaType + "; charset=utf-8",
                    $"{name}.{Csv}"),
                Xlsx => Results.File(
                    await GetCached(async () => SceneTable.WriteWorkbook(await ExtractTables(), language)),
                    WorkbookWriter.MediaType,
                    $"{name}.{Xlsx}"),
                Png => Results.File(
                    await GetCached(async () => await browser.RenderPng(await RenderPage(), Density(width), context.RequestAborted)),
                    PngType,
                    $"{name}.{Png}"),
                _ => Results.File(
                    await GetCached(async () => await browser.RenderPdf(await RenderPage(), context.RequestAborted)),
                    PdfType,
                    $"{name}.{Pdf}"),
            };
        }
        catch (RenderFailedException)
        {
            return Results.Problem(title: language.Words.Record["not-drawn"], statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    static IEnumerable<Finding> FindFormatProblems(string? format, string? width, SceneSelection? selection)
    {
        if (format is null)
            yield return new(FindingKind.FieldMissing, "format", "format");
        else if (!Formats.Contains(format))
            yield return new(FindingKind.UnknownFormat, "format", format, string.Join(", ", Formats));
        if (width is not null && !Widths.Any(known => FormatInteger(known) == width))
            yield return new(FindingKind.InvalidWidth, "width", [.. Widths.Select(FormatInteger)]);
        if (format == Png && selection?.SelectionKind == SceneSelectionKind.Agenda)
            yield return new(FindingKind.SinglePictureOnly, "format");
    }

    /// <summary>Pixels of the picture per CSS pixel: 1 or 2.</summary>
    static int Density(string? width) =>
        (width is null ? Widths[0] : int.Parse(width, CultureInfo.InvariantCulture)) / HeadlessBrowser.Width;

    static string FormatInteger(int number) => number.ToString(CultureInfo.InvariantCulture);
}
