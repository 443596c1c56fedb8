using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;

namespace NgoDashboard.Api.Stage;

/// <summary>POST /api/undo and /api/redo, and POST /api/requests/{request}, by which a second person confirms.</summary>
static class UndoEndpoints
{
    public static void MapUndo(this IEndpointRouteBuilder api)
    {
        foreach (var (path, name, wish) in ((string, string, DeskCommand)[])[("/undo", "postUndo", new UndoCommand()), ("/redo", "postRedo", new RedoCommand())])
        {
            api.MapPost(path, async (ClaimsPrincipal user, ReferenceData reference, Desk desk) =>
                    DeskResultResponses.ToResponse(await desk.Execute(wish, user.ToOperator(), CancellationToken.None), reference))
                .RequireAuthorization(Policies.DeskKey).WithName(name)
                .Produces<VersionResponse>()
                .Produces<ApprovalPendingResponse>(StatusCodes.Status202Accepted)
                .ProducesProblem(StatusCodes.Status409Conflict);
        }

        api.MapPost("/requests/{request:long}", ConfirmApproval).RequireAuthorization(Policies.DeskKey).WithName("postRequest")
            .Produces<VersionResponse>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static async Task<IResult> ConfirmApproval(long request, ClaimsPrincipal user, ReferenceData reference, Desk desk, Approvals requests, Drafts drafts)
    {
        var asked = requests.Pending.FirstOrDefault(open => open.Id == request);
        var outcome = await desk.Confirm(request, user.ToOperator(), CancellationToken.None);
        if (outcome is NoChange)
            return ApiProblems.NoSuchApproval();
        try
        {
            if (outcome is Committed && asked is { Command: TakeCommand take })
                await drafts.RemoveTaken(asked.RequestedBy, take.Draft);
        }
        catch (NotSavedException)
        {
            // It is on air: that the draft could not be cleared is for its own desk to see.
        }

        return DeskResultResponses.ToResponse(outcome, reference);
    }
}
