using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;

namespace NgoDashboard.Api.Stage;

/// <summary>One bridge point: whether it is there, and what it shows.</summary>
/// <param name="Id">In the register; null of a connection that is no point's: another key looks in with it.</param>
/// <param name="Kind">province, ministry, local; null with the id.</param>
/// <param name="State">showing, undrawn (has what is on air, and one of its screens could not draw it), behind (connected, and one of its screens has not painted what is on air), gone (was here in this meeting), absent.</param>
/// <param name="Screens">How many of its screens are connected.</param>
/// <param name="Since">When the first of them connected.</param>
/// <param name="Gone">When the last of them went; null where one is there or none came.</param>
/// <param name="Painted">The newest version that all of them said they show; 0 until they have said so.</param>
/// <param name="Delay">Milliseconds from the taking of that version, or from the coming of a screen that came later, until the slowest said so.</param>
public sealed record RollCallPointResponse(
    long? Id, string Point, string? Kind, string? Province, string State, bool Connected, int Screens, DateTimeOffset? Since, DateTimeOffset? Gone, long Painted,
    double? Delay, string Address);

/// <summary>GET /api/roll-call.</summary>
static class RollCallEndpoints
{
    public static void MapRollCall(this IEndpointRouteBuilder api) =>
        api.MapGet("/roll-call", (RollCallView book) => Results.Ok(ToResponses(book.Current)))
            .RequireAuthorization(Policies.Desk).WithName("getRollCall")
            .Produces<RollCallPointResponse[]>();

    /// <summary>The points that are expected, then whoever else is connected.</summary>
    static IReadOnlyList<RollCallPointResponse> ToResponses(RollCall roll) =>
    [
        .. roll.Lines.Select(line => new RollCallPointResponse(
            line.Point.Id, line.Point.Name, ToCode(line.Point.Kind), line.Point.Province?.ToString(), ToCode(line.State), line.IsConnected, line.ScreenCount,
            line.IsConnected ? ToVietNamTime(line.Since) : null, line.IsConnected ? null : ToVietNamTime(line.Since), line.PaintedVersion, ToMilliseconds(line.Delay), line.Address)),
        .. roll.OtherScreens.Select(other => new RollCallPointResponse(
            null, other.Owner.Name, null, other.Owner.Province, ToCode(RollCallLine.PointStateOf([other], roll.Version)), true, 1,
            ToVietNamTime(other.ConnectedAt), null, other.ShownVersion, ToMilliseconds(other.Delay), other.Owner.Address ?? "")),
    ];

    static string ToCode<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    static DateTimeOffset? ToVietNamTime(DateTimeOffset? at) => at is { } known ? VietnamTime.ToLocal(known) : null;

    static double? ToMilliseconds(TimeSpan? delay) => delay is { } known ? Math.Round(known.TotalMilliseconds) : null;
}
