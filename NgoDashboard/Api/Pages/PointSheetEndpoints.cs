using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Api.Http;
using NgoDashboard.Components.Export.PointSheets;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Api.Pages;

/// <summary>Printed sheets for the bridge points with their links: a static document, without a circuit.</summary>
public static class PointSheetEndpoints
{
    public static void MapPointSheets(this IEndpointRouteBuilder app)
    {
        app.MapGet(PageUrls.PointSheets, (string? province, Points points, PointSheetRenderer sheets, HttpContext context) =>
        {
            var isOne = ProvinceCode.TryParse(province, out var code);
            return province is { Length: > 0 } && !isOne
                ? Results.NotFound()
                : sheets.Render(points.All.Where(point => !isOne || point.Province == code), context);
        }).RequireAuthorization(Policies.Desk).LimitExports();
        app.MapGet("/desk/points/{point:long}/sheet", (long point, Points points, PointSheetRenderer sheets, HttpContext context) =>
                points.FindById(point) is { } found ? sheets.Render([found], context) : Results.NotFound())
            .RequireAuthorization(Policies.Desk).LimitExports();
    }
}

/// <summary>Renders the sheets, and issues a link for each point that has none yet.</summary>
sealed class PointSheetRenderer(PointLinks links, AccessOptions access, LiveBriefing briefing)
{
    public IResult Render(IEnumerable<Point> points, HttpContext context)
    {
        // The sheets hold keys: no cache may store them.
        context.Response.Headers.CacheControl = "no-store";
        Point[] ordered = [.. points.InDisplayOrder(briefing.Newest.Snapshot.Reference, context.GetLanguage())];
        var address = access.BaseUrlFor(context.Request);
        var secrets = links.GetOrIssueSecrets([.. ordered.Select(point => new LinkedPoint(point.Id, point.Name, point.Province))]);
        return new RazorComponentResult<PointSheetsPage>(new Dictionary<string, object?>
        {
            [nameof(PointSheetsPage.Sheets)] =
                ordered.Zip(secrets, (point, secret) => new PointSheet(point, SignInUrls.ForKey(address, secret))).ToArray(),
            [nameof(PointSheetsPage.Briefing)] = briefing.Newest,
            [nameof(PointSheetsPage.Address)] = address,
        });
    }
}
