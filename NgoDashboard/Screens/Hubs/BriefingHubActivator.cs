using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Sending;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Creates the hub for each message. SignalR's default activator resolves it from a service scope, which with thousands of
/// acknowledgements was a fifth of all allocated memory.
/// </summary>
sealed class BriefingHubActivator(
    RevokedConnections revokedConnections,
    FrameDelivery delivery,
    RollCallBadgeSender badgeSender,
    ConnectedScreens connectedScreens,
    Points points,
    LiveBriefing briefing,
    TimeProvider time) : IHubActivator<BriefingHub>
{
    public BriefingHub Create() => new(revokedConnections, delivery, badgeSender, connectedScreens, points, briefing, time);

    public void Release(BriefingHub hub) => hub.Dispose();
}
