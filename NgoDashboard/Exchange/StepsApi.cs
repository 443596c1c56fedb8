using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>POST /api/undo and /api/redo, and POST /api/requests/{request}, by which a second person confirms.</summary>
static class StepsApi
{
    public static void MapSteps(this IEndpointRouteBuilder api)
    {
        foreach (var (path, name, wish) in ((string, string, Wish)[])[("/undo", "postUndo", new UndoWish()), ("/redo", "postRedo", new RedoWish())])
        {
            api.MapPost(path, async (ClaimsPrincipal user, Reference reference, Desk desk) =>
                    Answers.Of(await desk.Do(wish, user.Operator(), CancellationToken.None), reference))
                .RequireAuthorization(Policies.DeskKey).WithName(name)
                .Produces<VersionAnswer>()
                .Produces<RequestAnswer>(StatusCodes.Status202Accepted)
                .ProducesProblem(StatusCodes.Status409Conflict);
        }

        api.MapPost("/requests/{request:long}", Confirm).RequireAuthorization(Policies.DeskKey).WithName("postRequest")
            .Produces<VersionAnswer>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static async Task<IResult> Confirm(long request, ClaimsPrincipal user, Reference reference, Desk desk, Requests requests, Drafts drafts)
    {
        var asked = requests.Open.FirstOrDefault(open => open.Id == request);
        var outcome = await desk.Confirm(request, user.Operator(), CancellationToken.None);
        if (outcome is Nothing)
            return Refused.NoSuchRequest();
        try
        {
            if (outcome is Taken && asked is { Wish: TakeWish take })
                await drafts.Taken(asked.By, take.Draft);
        }
        catch (NotKeptException)
        {
            // It is on air: that the draft could not be cleared is for its own desk to see.
        }

        return Answers.Of(outcome, reference);
    }
}
