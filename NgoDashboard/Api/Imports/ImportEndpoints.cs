using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Api.Stage;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.State;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Api.Imports;

/// <summary>POST /api/imports, and GET of the files that figures came from.</summary>
static class ImportEndpoints
{
    /// <summary>Limit of one request, with all its files.</summary>
    const long MaxRequestBytes = 4L * ReportFileReader.MaxBytes;

    static readonly string[] Parameters = ["take", "accept", "name", "publisher", "lang"];

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapPost("/imports", Post).RequireAuthorization(Policies.DeskKey).WithName("postImport")
            .WithMetadata(new FileBodyMetadata("multipart/form-data", WorkbookWriter.MediaType, CsvFileWriter.MediaType))
            .DisableAntiforgery()
            .Produces<ImportResponse>()
            .Produces<ApprovalPendingResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .Produces<ImportResponse>(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        // Policies.Desk and not DeskKey: the desk's pages link to it, so that the browser comes with its cookie.
        api.MapGet("/imports/{hash}", Get).RequireAuthorization(Policies.Desk).WithName("getImport")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <param name="take">"true" puts the figures on air if nothing is wrong, open or doubtful; otherwise the files are only read.</param>
    /// <param name="accept">"true" takes doubtful figures too.</param>
    /// <param name="name">The name of a file that is the whole body.</param>
    /// <param name="publisher">The author of the report.</param>
    static async Task<IResult> Post(
        string? take, string? accept, string? name, string? publisher, HttpContext context, UploadedFileReader reader,
        ReportReviewRunner reviews, ReportImporter imports, Desk desk, LiveBriefing briefing, ClaimsPrincipal user,
        CancellationToken cancellation)
    {
        var reference = briefing.Newest.Snapshot.Reference;
        if (FindParameterProblems(take, accept, context.Request.Query).ToArray() is { Length: > 0 } wrong)
            return ApiProblems.BadRequest(wrong, reference);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxRequestBytes;
        var (files, replies) = await ReadFiles(context.Request, name, cancellation);
        var reports = new List<UploadedReport>();
        // In sequence, so that a request occupies one reader process however many files it has.
        foreach (var file in files)
            reports.Add(new(await reader.ReadReport(file.Name, file.Content, null, cancellation), file.Content));
        var review = await reviews.Review([.. reports.Select(report => report.File)], replies, cancellation);
        var response = ImportResponse.From(review, reference, context.GetLanguage(), IsTrue(accept), replies);
        if (!IsTrue(take))
            return Results.Ok(response);
        if (files.Count == 0)
            return ApiProblems.BadRequest([new(FindingKind.NoEdits, "")], reference);
        if (!response.Good)
            return Results.Json(response, statusCode: StatusCodes.Status422UnprocessableEntity);

        var result = await imports.TakeOnAir(user.ToOperator(), reports, review, desk, publisher, replies);
        return result switch
        {
            null => Results.Ok(response),
            Committed committed => Results.Ok(response with { Version = committed.State.Version }),
            _ => DeskResultResponses.ToResponse(result, reference),
        };
    }

    /// <summary>
    /// Wrong or unknown query parameters: a misspelt "take" would be ignored, and the client would believe that the figures are on air.
    /// </summary>
    static IEnumerable<Finding> FindParameterProblems(string? take, string? accept, IQueryCollection query)
    {
        (string Name, string? Value)[] flags = [("take", take), ("accept", accept)];
        return flags.Where(flag => flag.Value is { } value && !bool.TryParse(value, out _))
            .Select(flag => new Finding(FindingKind.WrongType, flag.Name, flag.Value!, FieldType.Boolean))
            .Concat(query.FindUnknown(Parameters, StringComparer.OrdinalIgnoreCase));
    }

    static bool IsTrue(string? flag) => bool.TryParse(flag, out var value) && value;

    static async Task<(IReadOnlyList<(string Name, byte[] Content)> Files, QuestionAnswers Replies)> ReadFiles(
        HttpRequest request, string? name, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            var body = await UploadStream.ReadBounded(request.Body, ReportFileReader.MaxBytes, cancellation);
            name ??= request.HttpContext.GetLanguage().Words.Reports["file"];
            return ([(UploadedFileName.MakeUnique(name, []), body)], QuestionAnswers.None);
        }

        var form = await ReadForm(request, cancellation);
        var files = new List<(string Name, byte[] Content)>();
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            var uniqueName = UploadedFileName.MakeUnique(Path.GetFileName(file.FileName), files.Select(other => other.Name));
            files.Add((uniqueName, await UploadStream.ReadBounded(stream, ReportFileReader.MaxBytes, cancellation)));
        }

        return (files, ParseReplies(form["replies"].ToString()));
    }

    static async Task<IFormCollection> ReadForm(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MaxRequestBytes }, cancellation);
        }
        catch (InvalidDataException broken)
        {
            // A form that can be parsed is too long only by its files.
            throw new BadHttpRequestException(
                broken.Message,
                request.ContentLength > MaxRequestBytes ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
    }

    static QuestionAnswers ParseReplies(string json)
    {
        if (json.Length == 0)
            return QuestionAnswers.None;
        try
        {
            return (JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [])
                .Aggregate(QuestionAnswers.None, (answers, reply) => answers.WithAnswer(reply.Key, reply.Value));
        }
        catch (JsonException)
        {
            // HandleErrors of ApiSetup answers it as problem details.
            throw new BadHttpRequestException(json, StatusCodes.Status400BadRequest);
        }
    }

    static IResult Get(string hash, HttpContext context, ReportImporter imports)
    {
        if (imports.FindReport(hash) is not var (report, content))
            return Results.NotFound();
        UploadStream.ForbidScripts(context.Response);
        return Results.File(content, "application/octet-stream", report.Name);
    }
}
