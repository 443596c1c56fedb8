using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Components.Pages;
using NgoDashboard.Exchange;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Printed;

/// <summary>Scenes as a document: what is on air, an item of the agenda, all of it. It prints as it stands, one scene on each sheet.</summary>
public static class ScenesEndpoint
{
    public const string Path = "/scenes";

    public static IServiceCollection AddScenes(this IServiceCollection services) =>
        services.AddSingleton<SceneTables>().AddSingleton<HeadlessBrowser>();

    public static void MapScenesPage(this IEndpointRouteBuilder app) => app.MapGet(Path, Get).RequireAuthorization(Policies.Screen).LimitExports();

    public static string OfItem(long item) => $"{Path}?{AskedScenes.Item}={item}";

    public static string OfAgenda => $"{Path}?{AskedScenes.Agenda}=true";

    static IResult Get(HttpContext context, Air air, Agenda agenda, HeadlessBrowser browser)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!AskedScenes.MayAsk(context.User, context.Request.Query))
            return Results.Forbid();
        var (asked, findings) = AskedScenes.Read(context.Request.Query, air, agenda);
        if (asked is null)
            return findings.Any(finding => finding.Kind == Figures.FindingKind.NoSuchItem) ? Results.NotFound() : Results.BadRequest();
        return new RazorComponentResult<ScenesPage>(ScenesPage.With(asked, air.Newest.Snapshot, context.User.Role == Roles.Desk, browser.IsThere, context.Request.QueryString.Value));
    }
}
