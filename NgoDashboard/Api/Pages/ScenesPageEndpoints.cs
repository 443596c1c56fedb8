using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Pages;

/// <summary>Scenes as a document: what is on air, an item of the agenda, all of it. It prints as it stands, one scene on each sheet.</summary>
public static class ScenesPageEndpoints
{
    public const string Path = "/scenes";

    public static void MapScenesPage(this IEndpointRouteBuilder app) => app.MapGet(Path, Get).RequireAuthorization(Policies.Screen).LimitExports();

    public static string PathOfItem(long item) => $"{Path}?{SceneSelection.ItemParameter}={item}";

    public static string PathOfAgenda => $"{Path}?{SceneSelection.AgendaParameter}=true";

    static IResult Get(HttpContext context, LiveBriefing air, Agenda agenda, HeadlessBrowser browser)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!SceneSelection.IsAllowedFor(context.User, context.Request.Query))
            return Results.Forbid();
        var (asked, findings) = SceneSelection.FromQuery(context.Request.Query, air, agenda);
        if (asked is null)
            return findings.Any(finding => finding.Kind == Figures.Edits.FindingKind.NoSuchItem) ? Results.NotFound() : Results.BadRequest();
        return new RazorComponentResult<ScenesPage>(ScenesPage.CreateParameters(asked, air.Newest.Snapshot, context.User.Role == Roles.Desk, browser.IsAvailable, context.Request.QueryString.Value));
    }
}
