using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Sending;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Makes the hub that one message is for. SignalR's own way makes a container's scope remember who makes it, each time anew: with
/// thousands of acknowledgements that is a fifth of all memory handed out.
/// </summary>
sealed class BriefingHubActivator(
    RevokedConnections admission, FrameDelivery delivery, RollCallBadgeSender telling, ConnectedScreens rollCall, Points points, LiveBriefing air, TimeProvider time)
    : IHubActivator<BriefingHub>
{
    public BriefingHub Create() => new(admission, delivery, telling, rollCall, points, air, time);

    public void Release(BriefingHub hub) => hub.Dispose();
}
