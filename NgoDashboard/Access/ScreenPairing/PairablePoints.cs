using System.Security.Claims;
using NgoDashboard.Access.Scope;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>The bridge points that a key may pair screens with: all for the desk, for an officer those of the own province.</summary>
public sealed class PairablePoints(Points points)
{
    public IReadOnlyList<Point> ForReader(ClaimsPrincipal reader) =>
        [.. points.All.Where(point => CanPair(reader, point.Province))];

    /// <summary>Notifies after changes, on a pool thread, in the subscriber's culture.</summary>
    public IDisposable Subscribe(Action notice) => points.Subscribe(notice);

    internal static bool CanPair(ClaimsPrincipal reader, ProvinceCode? province) =>
        reader.Role is Roles.Desk || (reader.Role is Roles.Province && province is not null && province == reader.OwnProvince);
}
