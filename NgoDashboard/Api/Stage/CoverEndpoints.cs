using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Stage;

public sealed record CoverRequest(string Cover);

/// <summary>PUT /api/stage/cover.</summary>
static class CoverEndpoints
{
    static readonly string[] Fields = ["cover"];

    public static void MapCover(this IEndpointRouteBuilder api) =>
        api.MapPut("/stage/cover", Put).RequireAuthorization(Policies.DeskKey).WithName("putCover")
            .WithMetadata(new JsonBodyMetadata(typeof(CoverRequest)))
            .Produces<VersionResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    static async Task<IResult> Put(
        HttpRequest request, ClaimsPrincipal user, ReferenceData reference, Desk desk, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.ReadDocument(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var fields = new JsonFields(document.RootElement, "{}", Fields);
            var code = fields.ReadText("cover", isRequired: true);
            if (fields.Findings.Count > 0)
                return ApiProblems.Unprocessable(fields.Findings, reference);
            return EnumCodes.TryParse(code, out Cover wanted)
                ? DeskResultResponses.ToResponse(
                    await desk.Execute(new CoverCommand(wanted), user.ToOperator(), CancellationToken.None), reference)
                : ApiProblems.Unprocessable([new(FindingKind.UnknownCover, "cover", code!)], reference);
        }
    }
}
