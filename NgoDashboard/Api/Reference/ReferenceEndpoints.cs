using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Api.Stage;
using NgoDashboard.Language;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Reference;

/// <summary>GET and POST /api/reference, and POST /api/reference/preview: rates, sectors and campaigns. For desks alone.</summary>
static class ReferenceEndpoints
{
    public static void MapReference(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reference", (LiveBriefing briefing) => Results.Ok(ReferenceResponse.From(briefing.Newest.Snapshot)))
            .RequireAuthorization(Policies.Desk).WithName("getReference")
            .Produces<ReferenceResponse>();
        api.MapPost("/reference", Post).RequireAuthorization(Policies.DeskKey).WithName("postReference")
            .WithMetadata(new JsonBodyMetadata(typeof(ReferenceEditRequest)))
            .Produces<VersionResponse>()
            .Produces<ApprovalPendingResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/reference/preview", Preview).RequireAuthorization(Policies.DeskKey).WithName("postReferencePreview")
            .WithMetadata(new JsonBodyMetadata(typeof(ReferenceEditRequest)))
            .Produces<ReferencePreviewResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static async Task<IResult> Post(
        HttpRequest request, ClaimsPrincipal user, LiveBriefing briefing, Desk desk, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.ReadDocument(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var snapshot = briefing.Newest.Snapshot;
            var (edit, because, findings) = ReferenceEditJsonReader.Read(document.RootElement, snapshot);
            if (edit is null)
                return ApiProblems.Unprocessable(findings, snapshot.Reference);
            var result = await desk.Execute(new ChangeReferenceCommand(edit, because), user.ToOperator(), CancellationToken.None);
            return DeskResultResponses.ToResponse(result, snapshot.Reference);
        }
    }

    static async Task<IResult> Preview(HttpContext context, LiveBriefing briefing, Agenda agenda, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.ReadDocument(context.Request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var newest = briefing.Newest;
            var (edit, _, findings) = ReferenceEditJsonReader.Read(document.RootElement, newest.Snapshot);
            if (edit is null)
                return ApiProblems.Unprocessable(findings, newest.Snapshot.Reference);
            Live.Scenes.Scene[] scenes = [.. agenda.Items.Select(item => item.Scene)];
            var preview = await Task.Run(() => ReferencePreview.Create(newest, edit, scenes), cancellation);
            return Results.Ok(ReferencePreviewResponse.From(preview, newest, context.GetLanguage()));
        }
    }
}
