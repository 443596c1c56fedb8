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

/// <summary>GET /api/scenes: scenes as files, tables for an office, pictures for a paper, the whole agenda for the minutes.</summary>
static class SceneFileEndpoints
{
    const string Csv = "csv", Xlsx = "xlsx", Png = "png", Pdf = "pdf", PngType = "image/png", PdfType = "application/pdf";

    static readonly string[] Formats = [Csv, Xlsx, Png, Pdf];

    /// <summary>Of a picture: that of a projector, and twice as many pixels each way.</summary>
    static readonly int[] Widths = [HeadlessBrowser.Width, 2 * HeadlessBrowser.Width];

    static readonly string[] Parameters = [.. SceneSelection.Parameters, "format", "width", "lang"];

    public static void MapSceneFiles(this IEndpointRouteBuilder api) =>
        // By cookie too: the page links to the files.
        api.MapGet("/scenes", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getScenes")
            .Produces(StatusCodes.Status200OK, contentType: WorkbookWriter.MediaType, additionalContentTypes: [CsvFileWriter.MediaType, PngType, PdfType])
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    // What is asked for is read as a whole; by name it stands here for the description of the API.
    static async Task<IResult> Get(
        string? format, string? width, string? agenda, string? item, string? scene, HttpContext context, LiveBriefing air, Agenda items, SceneTableExtractor tables, ComponentHtmlRenderer html, HeadlessBrowser browser,
        VersionedResponseCache answers)
    {
        if (!SceneSelection.IsAllowedFor(context.User, context.Request.Query))
            return Results.Forbid();
        var reference = air.Newest.Snapshot.Reference;
        var (asked, findings) = SceneSelection.FromQuery(context.Request.Query, air, items);
        Finding[] wrong =
        [
            .. context.Request.Query.FindUnknown(Parameters, StringComparer.Ordinal),
            .. findings,
            .. format is null ? [new(FindingKind.FieldMissing, "format", "format")] : Formats.Contains(format) ? [] : (Finding[])[new(FindingKind.UnknownFormat, "format", format, string.Join(", ", Formats))],
            .. width is null || Widths.Any(known => FormatInteger(known) == width) ? [] : (Finding[])[new(FindingKind.BadWidth, "width", [.. Widths.Select(FormatInteger)])],
            .. format == Png && asked?.SelectionKind == SceneSelectionKind.Agenda ? (Finding[])[new(FindingKind.OnePicture, "format")] : [],
        ];
        if (wrong.Length > 0)
            return wrong.Any(finding => finding.Kind == FindingKind.NoSuchItem) ? ApiProblems.NotFound(wrong, reference) : ApiProblems.BadRequest(wrong, reference);
        if (asked!.BriefingStates.Count == 0)
            return Results.Problem(title: Words.Record["no-scenes"], statusCode: StatusCodes.Status404NotFound);
        // Pictures are made by a browser on the machine that the meeting runs on: that is the desk's to ask for.
        if (format is Png or Pdf && context.User.Role != Roles.Desk)
            return Results.Forbid();
        var name = Words.Record[asked.SelectionKind == SceneSelectionKind.Agenda ? "agenda-file" : "scene-file", asked.BriefingStates[0].Version];
        Task<byte[]> Made(Func<Task<byte[]>> make) => answers.GetOrCreate(context.User, asked.BriefingStates[0], $"scenes {format} {width} {asked.CacheKey}", make);
        Task<string> Page() => html.Render<ScenesPage>(ScenesPage.CreateParameters(asked, air.Newest.Snapshot, isDesk: true, hasBrowser: false, query: null));
        try
        {
            return format switch
            {
                Csv => Results.File(await Made(async () => SceneTable.WriteCsv(await tables.Extract(asked.BriefingStates))), CsvFileWriter.MediaType + "; charset=utf-8", $"{name}.{Csv}"),
                Xlsx => Results.File(await Made(async () => SceneTable.WriteWorkbook(await tables.Extract(asked.BriefingStates))), WorkbookWriter.MediaType, $"{name}.{Xlsx}"),
                Png => Results.File(await Made(async () => await browser.RenderPng(await Page(), Density(width), context.RequestAborted)), PngType, $"{name}.{Png}"),
                _ => Results.File(await Made(async () => await browser.RenderPdf(await Page(), context.RequestAborted)), PdfType, $"{name}.{Pdf}"),
            };
        }
        catch (RenderFailedException)
        {
            return Results.Problem(title: Words.Record["not-drawn"], statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    static int Density(string? width) => (width is null ? Widths[0] : int.Parse(width, CultureInfo.InvariantCulture)) / HeadlessBrowser.Width;

    static string FormatInteger(int number) => number.ToString(CultureInfo.InvariantCulture);
}
