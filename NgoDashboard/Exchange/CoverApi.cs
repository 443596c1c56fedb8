using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

public sealed record CoverRequest(string Cover);

/// <summary>PUT /api/stage/cover.</summary>
static class CoverApi
{
    static readonly string[] Fields = ["cover"];

    public static void MapCover(this IEndpointRouteBuilder api) =>
        api.MapPut("/stage/cover", Put).RequireAuthorization(Policies.DeskKey).WithName("putCover")
            .WithMetadata(new JsonRequest(typeof(CoverRequest)))
            .Produces<VersionAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>As the API calls it.</summary>
    public static string Word(this Cover cover) => cover switch { Cover.Held => "held", Cover.Blank => "blank", _ => "none" };

    static async Task<IResult> Put(HttpRequest request, ClaimsPrincipal user, Reference reference, Desk desk, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.Read(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var fields = new JsonFields(document.RootElement, "{}", Fields);
            var word = fields.Text("cover", isRequired: true);
            if (fields.Findings.Count > 0)
                return Refused.Unprocessable(fields.Findings, reference);
            return Enum.GetValues<Cover>().Where(cover => cover.Word() == word).ToArray() is [var wanted]
                ? Answers.Of(await desk.Do(new CoverWish(wanted), user.Operator(), CancellationToken.None), reference)
                : Refused.Unprocessable([new(FindingKind.UnknownCover, "cover", word!)], reference);
        }
    }
}
