using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Components.Pages;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Printed;

/// <summary>A bridge point with the link that leads its screen in.</summary>
public sealed record LinkedSheet(Point Point, string Link);

/// <summary>The sheets that go to the bridge points, for composition: a document of their own, which prints as it stands.</summary>
public static class PointSheetsEndpoint
{
    public const string Path = "/desk/points/sheets";

    public static IServiceCollection AddPointSheets(this IServiceCollection services) => services.AddSingleton<Sheets>();

    public static void MapPointSheets(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (string? province, Points points, Sheets sheets, HttpContext context) =>
        {
            var isOne = ProvinceCode.TryParse(province, out var code);
            return province is { Length: > 0 } && !isOne ? Results.NotFound() : sheets.Of(points.All.Where(point => !isOne || point.Province == code), context);
        }).RequireAuthorization(Policies.Desk).LimitExports();
        app.MapGet("/desk/points/{point:long}/sheet", (long point, Points points, Sheets sheets, HttpContext context) =>
            points.Find(point) is { } one ? sheets.Of([one], context) : Results.NotFound()).RequireAuthorization(Policies.Desk).LimitExports();
    }

    public static string Of(long point) => $"/desk/points/{point}/sheet";
}

/// <summary>Draws them; a point that has no link yet gets one.</summary>
sealed class Sheets(PointLinks links, AccessOptions access, Air air, Reference reference)
{
    public IResult Of(IEnumerable<Point> points, HttpContext context)
    {
        // They hold keys: nothing on the way may keep them.
        context.Response.Headers.CacheControl = "no-store";
        Point[] ordered = [.. points.InOrder(reference)];
        var address = access.AddressFor(context.Request);
        var secrets = links.Of([.. ordered.Select(point => new LinkedPoint(point.Id, point.Name, point.Province))]);
        return new RazorComponentResult<PointSheetsPage>(new Dictionary<string, object?>
        {
            [nameof(PointSheetsPage.Sheets)] = ordered.Zip(secrets, (point, secret) => new LinkedSheet(point, EnterLink.For(address, secret))).ToArray(),
            [nameof(PointSheetsPage.Now)] = air.Newest,
            [nameof(PointSheetsPage.Address)] = address,
        });
    }
}
