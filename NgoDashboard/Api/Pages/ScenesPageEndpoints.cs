using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Components.Shared;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Pages;

/// <summary>Scenes as a printable document, one on each sheet: the scene on air, an item of the agenda, or the whole agenda.</summary>
public static class ScenesPageEndpoints
{
    public static void MapScenesPage(this IEndpointRouteBuilder app) =>
        app.MapGet(PageUrls.Scenes, Get).RequireAuthorization(Policies.Screen).LimitExports();

    static IResult Get(HttpContext context, LiveBriefing briefing, Agenda agenda, HeadlessBrowser browser)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!SceneSelection.IsAllowedFor(context.User, context.Request.Query))
            return Results.Forbid();
        var (selection, findings) = SceneSelectionQuery.Read(context.Request.Query, briefing, agenda);
        if (selection is null)
        {
            return findings.Any(finding => finding.Kind == Figures.Edits.FindingKind.NoSuchItem)
                ? Results.NotFound()
                : Results.BadRequest();
        }

        return new RazorComponentResult<ScenesPage>(ScenesPage.CreateParameters(
            selection, briefing.Newest.Snapshot, context.User.Role == Roles.Desk, browser.IsAvailable, context.Request.QueryString.Value));
    }
}
