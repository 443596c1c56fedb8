using NgoDashboard.Access;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;

namespace NgoDashboard.Api.Stage;

/// <summary>One bridge point: whether its screens are connected, and which version they show.</summary>
/// <param name="Id">In the register; null for a connection with the key of a desk or an officer, which belongs to no point.</param>
/// <param name="Kind">province, ministry or local; null if the id is.</param>
/// <param name="State">
/// showing; undrawn (all screens received what is on air, and one could not draw it); behind (one of its screens has not painted what is on
/// air); gone (was connected in this meeting); absent.
/// </param>
/// <param name="Screens">Number of connected screens.</param>
/// <param name="Since">When the first of them connected.</param>
/// <param name="Gone">When the last of them disconnected; null while one is connected, or if none ever was.</param>
/// <param name="Painted">The newest version that all of them acknowledged; 0 before the first acknowledgement.</param>
/// <param name="Delay">
/// Milliseconds from the take of that version, or from the connection of a screen that connected later, to the slowest acknowledgement.
/// </param>
public sealed record RollCallPointResponse(
    long? Id, string Point, string? Kind, string? Province, string State, bool Connected, int Screens, DateTimeOffset? Since,
    DateTimeOffset? Gone, long Painted, double? Delay, string Address);

/// <summary>GET /api/roll-call.</summary>
static class RollCallEndpoints
{
    public static void MapRollCall(this IEndpointRouteBuilder api) =>
        api.MapGet("/roll-call", (RollCallView view) => Results.Ok(ToResponses(view.Current)))
            .RequireAuthorization(Policies.Desk).WithName("getRollCall")
            .Produces<RollCallPointResponse[]>();

    /// <summary>The expected points, then the connections that belong to none of them.</summary>
    static IReadOnlyList<RollCallPointResponse> ToResponses(RollCall roll) =>
    [
        .. roll.Lines.Select(line => new RollCallPointResponse(
            line.Point.Id, line.Point.Name, line.Point.Kind.ToCode(), line.Point.Province?.ToString(), line.State.ToCode(),
            line.IsConnected, line.ScreenCount, line.IsConnected ? ToVietNamTime(line.Since) : null,
            line.IsConnected ? null : ToVietNamTime(line.Since), line.PaintedVersion, ToMilliseconds(line.Delay), line.Address)),
        .. roll.OtherScreens.Select(other => new RollCallPointResponse(
            null, other.Owner.Name, null, other.Owner.Province, RollCallLine.PointStateOf([other], roll.Version).ToCode(), true, 1,
            ToVietNamTime(other.ConnectedAt), null, other.ShownVersion, ToMilliseconds(other.Delay), other.Owner.Address ?? "")),
    ];

    static DateTimeOffset? ToVietNamTime(DateTimeOffset? at) => at is { } known ? VietnamTime.ToLocal(known) : null;

    static double? ToMilliseconds(TimeSpan? delay) => delay is { } known ? Math.Round(known.TotalMilliseconds) : null;
}
