using NgoDashboard.Access;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>One bridge point: whether it is there, and what it shows.</summary>
/// <param name="Since">When it connected.</param>
/// <param name="Painted">The newest version that it said it shows; 0 until it has said so.</param>
/// <param name="Delay">Milliseconds from the taking of that version until it said so.</param>
public sealed record PointRow(string Point, string? Province, bool Connected, DateTimeOffset? Since, long Painted, double? Delay);

/// <summary>GET /api/roll-call.</summary>
static class RollCallApi
{
    public static void MapRollCall(this IEndpointRouteBuilder api) =>
        api.MapGet("/roll-call", (RollCall rollCall, Points points) => Results.Ok(Rows(rollCall, points)))
            .RequireAuthorization(Policies.Desk).WithName("getRollCall")
            .Produces<PointRow[]>();

    /// <summary>Every connection, then the points that are not there: those are the ones to telephone.</summary>
    static IReadOnlyList<PointRow> Rows(RollCall rollCall, Points points)
    {
        var present = rollCall.Present;
        var there = present.Select(presence => presence.Who.Point).ToHashSet();
        return
        [
            .. present.OrderBy(presence => presence.Since).ThenBy(presence => presence.Connection, StringComparer.Ordinal)
                .Select(presence => new PointRow(
                    presence.Who.Name, presence.Who.Province, true, VietNam.Time(presence.Since), presence.Painted,
                    presence.Delay is { } delay ? Math.Round(delay.TotalMilliseconds) : null)),
            .. points.All.Where(point => !there.Contains(point.Id))
                .Select(point => new PointRow(point.Name, point.Province?.ToString(), false, null, 0, null)),
        ];
    }
}
