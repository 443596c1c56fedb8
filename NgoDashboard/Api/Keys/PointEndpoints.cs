using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Api.Keys;

/// <summary>A bridge point of the register.</summary>
/// <param name="Kind">province, ministry or local.</param>
/// <param name="Keys">Number of keys of its screens: that of its link, and those of paired devices.</param>
public sealed record PointResponse(long Id, string Name, string Kind, string? Province, string Place, int Keys);

/// <summary>Numbers of points that an import added, changed, left as they are, and whose province has a new name.</summary>
public sealed record PointImportResponse(int Added, int Changed, int Same, int Renamed, string? Note);

public sealed record PointLinkResponse(string Link);

/// <summary>An error in an imported list.</summary>
/// <param name="Line">Line of the file, from 1; null for an error of the whole file.</param>
public sealed record PointListError(int? Line, string? Column, string Message, string Kind)
{
    public static PointListError From(PointFault fault, DisplayLanguage language) =>
        new(fault.Line, fault.Column, fault.ToSentence(language), fault.Kind.ToCode());
}

/// <summary>GET and POST /api/points, a sample of what is posted, and the link of a point.</summary>
static class PointEndpoints
{
    public static void MapPoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/points", Get).RequireAuthorization(Policies.Desk).WithName("getPoints")
            .Produces<PointResponse[]>();
        api.MapPost("/points", Post).RequireAuthorization(Policies.DeskKey).WithName("postPoints")
            .WithMetadata(new FileBodyMetadata(CsvFileWriter.MediaType, WorkbookWriter.MediaType))
            .Produces<PointImportResponse>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        // Policies.Desk and not DeskKey: the page links to it, so that the browser comes with its cookie.
        api.MapGet("/points/sample", (HttpContext context) => GetSample(context))
            .RequireAuthorization(Policies.Desk).WithName("getPointsSample")
            .Produces<string>(StatusCodes.Status200OK, CsvFileWriter.MediaType);
        api.MapGet("/points/{point:long}/link", Link).RequireAuthorization(Policies.DeskKey).WithName("getPointLink")
            .Produces<PointLinkResponse>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    static IResult Get(Points points, Keyring keyring)
    {
        var keys = keyring.IssuedKeys.ToLookup(key => key.PointId);
        return Results.Ok(points.All.Select(point =>
            new PointResponse(point.Id, point.Name, point.Kind.ToCode(), point.Province?.ToString(), point.Place, keys[point.Id].Count())));
    }

    static IResult GetSample(HttpContext context)
    {
        var language = context.GetLanguage();
        var name = language.Words.Points["sample-file"] + ".csv";
        return Results.File(PointListFile.CreateSample(language), CsvFileWriter.MediaType + "; charset=utf-8", name);
    }

    static async Task<IResult> Post(
        HttpRequest request, UploadedFileReader reader, Points points, ReferenceData reference, CancellationToken cancellation)
    {
        var content = await UploadStream.ReadBounded(request.Body, PointListFile.MaxBytes, cancellation);
        var table = await reader.ReadPoints(content, null, cancellation);
        var language = request.HttpContext.GetLanguage();
        var import = PointListFile.ReadImport(table, reference, points.Index, language);
        if (!import.IsValid)
        {
            return Results.Problem(
                title: language.Words.Points["refused"],
                detail: import.Faults[0].ToSentence(language),
                statusCode: StatusCodes.Status422UnprocessableEntity,
                extensions: new Dictionary<string, object?>
                {
                    ["errors"] = import.Faults.Select(fault => PointListError.From(fault, language)),
                    ["more"] = import.UnlistedFaults,
                });
        }

        try
        {
            points.Save(import.Points);
        }
        catch (NotSavedException refused)
        {
            return ApiProblems.NotStored(refused.ToSentence);
        }

        return Results.Ok(new PointImportResponse(
            import.Added.Count, import.Changed.Count, import.UnchangedCount, import.RenamedProvinceCount, import.Note));
    }

    static IResult Link(long point, HttpRequest request, Points points, PointLinks links, AccessOptions access)
    {
        if (points.FindById(point) is not { } found)
            return LocalizedResult.Problem(StatusCodes.Status404NotFound, language => language.Words.Points["no-such-point"]);
        var secret = links.GetOrIssueSecrets(new LinkedPoint(found.Id, found.Name, found.Province));
        return Results.Ok(new PointLinkResponse(SignInUrls.ForKey(access.BaseUrlFor(request), secret)));
    }
}
