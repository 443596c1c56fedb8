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

/// <summary>POST /api/imports, and the files that figures came from.</summary>
static class ImportEndpoints
{
    /// <summary>Of all files of one request together.</summary>
    const long MaxRequestBytes = 4L * ReportFileReader.MaxBytes;

    static readonly string[] Parameters = ["take", "accept", "name", "publisher"];

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
        // By cookie too: the desk's pages link to it.
        api.MapGet("/imports/{hash}", Get).RequireAuthorization(Policies.Desk).WithName("getImport")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <param name="take">Put on air, where nothing is wrong, open or doubtful; otherwise the files are only read.</param>
    /// <param name="accept">What is doubtful is taken too.</param>
    /// <param name="name">Of a file that is the whole body.</param>
    /// <param name="publisher">Who has made the report.</param>
    static async Task<IResult> Post(
        string? take, string? accept, string? name, string? publisher, HttpContext context, ReportImporter imports, UploadedFileReader reader, Desk desk, LiveBriefing air,
        ClaimsPrincipal user, CancellationToken cancellation)
    {
        var reference = air.Newest.Snapshot.Reference;
        if (FindParameterProblems(take, accept, context.Request.Query).ToArray() is { Length: > 0 } wrong)
            return ApiProblems.BadRequest(wrong, reference);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxRequestBytes;
        var (files, replies) = await ReadFiles(context.Request, name, cancellation);
        var chosen = new List<UploadedReport>();
        // One after the other: a request takes one place of those that read, however many files it has.
        foreach (var file in files)
            chosen.Add(new(await reader.ReadReport(file.Name, file.Content, null, cancellation), file.Content));
        var review = await reader.RunReview(token => imports.Review([.. chosen.Select(one => one.File)], replies, token), cancellation);
        var answer = ImportResponse.From(review, reference, IsTrue(accept), replies: replies);
        if (!IsTrue(take))
            return Results.Ok(answer);
        if (files.Count == 0)
            return ApiProblems.BadRequest([new(FindingKind.NothingSent, "")], reference);
        if (!answer.Good)
            return Results.Json(answer, statusCode: StatusCodes.Status422UnprocessableEntity);

        var outcome = await imports.TakeOnAir(user.ToOperator(), chosen, review, desk, publisher, replies);
        return outcome switch
        {
            null => Results.Ok(answer),
            Committed taken => Results.Ok(answer with { Version = taken.State.Version }),
            _ => DeskResultResponses.ToResponse(outcome, reference),
        };
    }

    /// <summary>What of the address makes no sense: misspelt, "take" would be passed over, and nobody would know that nothing is on air.</summary>
    static IEnumerable<Finding> FindParameterProblems(string? take, string? accept, IQueryCollection query)
    {
        (string Name, string? Said)[] flags = [("take", take), ("accept", accept)];
        return flags.Where(flag => flag.Said is { } said && !bool.TryParse(said, out _)).Select(flag => new Finding(FindingKind.WrongType, flag.Name, flag.Said!, FieldType.Boolean))
            .Concat(query.FindUnknown(Parameters, StringComparer.OrdinalIgnoreCase));
    }

    static bool IsTrue(string? flag) => bool.TryParse(flag, out var said) && said;

    static async Task<(IReadOnlyList<(string Name, byte[] Content)> Files, QuestionAnswers Replies)> ReadFiles(HttpRequest request, string? name, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return ([(UploadedFileName.MakeUnique(name ?? Words.Reports["file"], []), await UploadStream.ReadBounded(request.Body, ReportFileReader.MaxBytes, cancellation))], QuestionAnswers.None);
        var form = await ReadForm(request, cancellation);
        var files = new List<(string Name, byte[] Content)>();
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            files.Add((UploadedFileName.MakeUnique(Path.GetFileName(file.FileName), files.Select(one => one.Name)), await UploadStream.ReadBounded(stream, ReportFileReader.MaxBytes, cancellation)));
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
            // The one thing that is too long in a form that can be read is a file.
            throw new BadHttpRequestException(broken.Message, request.ContentLength > MaxRequestBytes ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
    }

    static QuestionAnswers ParseReplies(string json)
    {
        if (json.Length == 0)
            return QuestionAnswers.None;
        try
        {
            return (JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []).Aggregate(QuestionAnswers.None, (said, one) => said.WithAnswer(one.Key, one.Value));
        }
        catch (JsonException)
        {
            // Told in the API's own form.
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
