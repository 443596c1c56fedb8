using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>POST /api/imports, and the files that figures came from.</summary>
static class ReportsApi
{
    /// <summary>Of all files of one request together.</summary>
    const long Longest = 4L * ReportFiles.Longest;

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapPost("/imports", Post).RequireAuthorization(Policies.DeskKey).WithName("postImport")
            .WithMetadata(new FileRequest("multipart/form-data", SheetFile.MediaType, CsvText.MediaType))
            .DisableAntiforgery()
            .Produces<ReportAnswer>()
            .Produces<RequestAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .Produces<ReportAnswer>(StatusCodes.Status422UnprocessableEntity)
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
        bool? take, bool? accept, string? name, string? publisher, HttpContext context, ReportImports imports, Desk desk, Air air, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Longest;
        var reference = air.Newest.Snapshot.Reference;
        var (files, replies) = await Files(context.Request, name, cancellation);
        var chosen = files.Select(file => new ChosenReport(ReportFiles.Read(file.Name, file.Content, null, cancellation), file.Content)).ToArray();
        var review = imports.Review([.. chosen.Select(one => one.File)], replies);
        if (take != true)
            return Results.Ok(ReportAnswer.Of(review, reference, accept == true));
        if (files.Count == 0)
            return Refused.BadRequest([new(FindingKind.NothingSent, "")], reference);
        if (!review.IsGood(accept == true))
            return Results.Json(ReportAnswer.Of(review, reference, accept == true), statusCode: StatusCodes.Status422UnprocessableEntity);

        var outcome = await imports.Take(user.Operator(), chosen, review, desk, publisher, replies);
        return outcome switch
        {
            null => Results.Ok(ReportAnswer.Of(review, reference, accept == true)),
            Taken taken => Results.Ok(ReportAnswer.Of(review, reference, accept == true, taken.Now.Version)),
            _ => Answers.Of(outcome, reference),
        };
    }

    static async Task<(IReadOnlyList<(string Name, byte[] Content)> Files, Replies Replies)> Files(HttpRequest request, string? name, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return ([(name ?? Words.Reports["file"], await SentFile.Read(request.Body, ReportFiles.Longest, cancellation))], Replies.None);
        var form = await Form(request, cancellation);
        var files = new List<(string Name, byte[] Content)>();
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            files.Add((ReportFileName.For(Path.GetFileName(file.FileName), files.Select(one => one.Name)), await SentFile.Read(stream, ReportFiles.Longest, cancellation)));
        }

        return (files, Said(form["replies"].ToString()));
    }

    static async Task<IFormCollection> Form(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = Longest }, cancellation);
        }
        catch (InvalidDataException broken)
        {
            throw new BadHttpRequestException(broken.Message, StatusCodes.Status400BadRequest);
        }
    }

    static Replies Said(string json)
    {
        if (json.Length == 0)
            return Replies.None;
        try
        {
            return (JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []).Aggregate(Replies.None, (said, one) => said.With(one.Key, one.Value));
        }
        catch (JsonException)
        {
            // Told in the API's own form.
            throw new BadHttpRequestException(json, StatusCodes.Status400BadRequest);
        }
    }

    static IResult Get(string hash, HttpContext context, ReportImports imports)
    {
        if (imports.Find(hash) is not var (report, content))
            return Results.NotFound();
        SentFile.Shut(context.Response);
        return Results.File(content, "application/octet-stream", report.Name);
    }
}
