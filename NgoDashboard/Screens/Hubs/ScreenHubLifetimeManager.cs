using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Gives access to the open connections of the hub, so that one serialized message can be written to many of them: SignalR's
/// <c>Clients.Client</c> serializes it for each.
/// </summary>
public sealed class ScreenHubLifetimeManager(ILogger<DefaultHubLifetimeManager<BriefingHub>> log)
    : DefaultHubLifetimeManager<BriefingHub>(log)
{
    readonly ConcurrentDictionary<string, HubConnectionContext> open = new();

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        open[connection.ConnectionId] = connection;
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        open.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <param name="connection">The id of an open connection.</param>
    /// <exception cref="KeyNotFoundException">The connection is closed.</exception>
    internal HubConnectionContext ConnectionOf(string connection) => open[connection];
}
