using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;

namespace NgoDashboard.Api.Stage;

/// <summary>POST /api/undo, /api/redo, and /api/requests/{request}, by which a second person approves a command.</summary>
static class UndoEndpoints
{
    public static void MapUndo(this IEndpointRouteBuilder api)
    {
        (string Path, string Name, DeskCommand Command)[] commands =
            [("/undo", "postUndo", new UndoCommand()), ("/redo", "postRedo", new RedoCommand())];
        foreach (var (path, name, command) in commands)
        {
            api.MapPost(path, async (ClaimsPrincipal user, ReferenceData reference, Desk desk) =>
                    DeskResultResponses.ToResponse(await desk.Execute(command, user.ToOperator(), CancellationToken.None), reference))
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

    static async Task<IResult> ConfirmApproval(
        long request, ClaimsPrincipal user, ReferenceData reference, Desk desk, Approvals approvals, Drafts drafts)
    {
        var approval = approvals.Pending.FirstOrDefault(pending => pending.Id == request);
        var result = await desk.Confirm(request, user.ToOperator(), CancellationToken.None);
        if (result is NoChange)
            return ApiProblems.NoSuchApproval();
        try
        {
            if (result is Committed && approval is { Command: TakeCommand take })
                await drafts.RemoveTaken(approval.RequestedBy, take.Draft);
        }
        catch (NotSavedException)
        {
            // The command is on air, so the request succeeded; the desk that owns the draft sees that it could not be cleared.
        }

        return DeskResultResponses.ToResponse(result, reference);
    }
}
