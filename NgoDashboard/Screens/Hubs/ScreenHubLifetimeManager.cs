using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Screens.Connections;

namespace NgoDashboard.Screens.Hubs;

/// <summary>Registers the open connections of the screens' hub, before the hub learns of them and until they are gone.</summary>
public sealed class ScreenHubLifetimeManager(HubConnections connections, ILogger<DefaultHubLifetimeManager<BriefingHub>> log)
    : DefaultHubLifetimeManager<BriefingHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connections.Add(connection);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        connections.Remove(connection);
        return base.OnDisconnectedAsync(connection);
    }
}
