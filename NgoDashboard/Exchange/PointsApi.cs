using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Exchange.SentFiles;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>A bridge point of the register.</summary>
/// <param name="Keys">How many keys screens stand there with: that of its link, and those of devices.</param>
public sealed record RegisteredPoint(long Id, string Name, string Kind, string? Province, string Place, int Keys);

/// <summary>What an import did.</summary>
public sealed record ImportAnswer(int Added, int Changed, int Same, int Renamed, string? Note);

public sealed record LinkAnswer(string Link);

/// <summary>One thing that is wrong in a list.</summary>
public sealed record PointRefusal(int? Line, string? Column, string Message, string Kind)
{
    public static PointRefusal Of(PointFault fault) =>
        new(fault.Line, fault.Column, fault.Sentence, JsonNamingPolicy.CamelCase.ConvertName(fault.Kind.ToString()));
}

/// <summary>GET and POST /api/points, a sample of what is posted, and the link of a point.</summary>
static class PointsApi
{
    public static void MapPoints(this IEndpointRouteBuilder api)
    {
        api.MapGet("/points", Get).RequireAuthorization(Policies.Desk).WithName("getPoints")
            .Produces<RegisteredPoint[]>();
        api.MapPost("/points", Post).RequireAuthorization(Policies.DeskKey).WithName("postPoints")
            .WithMetadata(new FileRequest(CsvText.MediaType, SheetFile.MediaType))
            .Produces<ImportAnswer>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        // By cookie too: the page links to it.
        api.MapGet("/points/sample", () => Results.File(PointsFile.Sample(), CsvText.MediaType + "; charset=utf-8", Words.Points["sample-file"] + ".csv"))
            .RequireAuthorization(Policies.Desk).WithName("getPointsSample")
            .Produces<string>(StatusCodes.Status200OK, CsvText.MediaType);
        api.MapGet("/points/{point:long}/link", Link).RequireAuthorization(Policies.DeskKey).WithName("getPointLink")
            .Produces<LinkAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    static IResult Get(Points points, Keyring keyring)
    {
        var keys = keyring.Issued.ToLookup(key => key.Point);
        return Results.Ok(points.All.Select(point =>
            new RegisteredPoint(point.Id, point.Name, point.Kind.Word(), point.Province?.ToString(), point.Place, keys[point.Id].Count())));
    }

    static async Task<IResult> Post(HttpRequest request, SentFileReader reader, Points points, Reference reference, CancellationToken cancellation)
    {
        var table = await reader.ReadPoints(await SentFile.Read(request.Body, PointsFile.Longest, cancellation), null, cancellation);
        var import = PointsFile.Read(table, reference, points);
        if (!import.IsGood)
        {
            return Results.Problem(
                title: Words.Points["refused"],
                detail: import.Faults[0].Sentence,
                statusCode: StatusCodes.Status422UnprocessableEntity,
                extensions: new Dictionary<string, object?> { ["errors"] = import.Faults.Select(PointRefusal.Of), ["more"] = import.Untold });
        }

        try
        {
            points.Put(import.Points);
        }
        catch (NotKeptException refused)
        {
            return Refused.NotStored(refused.Message);
        }

        return Results.Ok(new ImportAnswer(import.Added.Count, import.Changed.Count, import.Same, import.Renamed, import.Note));
    }

    static IResult Link(long point, HttpRequest request, Points points, PointLinks links, AccessOptions access) => points.Find(point) is { } found
        ? Results.Ok(new LinkAnswer(EnterLink.For(access.AddressFor(request), links.Of(new LinkedPoint(found.Id, found.Name, found.Province)))))
        : Results.Problem(title: Words.Points["no-such-point"], statusCode: StatusCodes.Status404NotFound);
}
