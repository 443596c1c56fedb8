using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// The open connections of the hub, to be written to one by one with bytes that all share: SignalR's own way to one client makes the
/// message anew for each.
/// </summary>
public sealed class ScreenHubLifetimeManager(ILogger<DefaultHubLifetimeManager<BriefingHub>> log) : DefaultHubLifetimeManager<BriefingHub>(log)
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

    /// <summary>The connection that calls the hub just now.</summary>
    /// <exception cref="KeyNotFoundException">It is gone.</exception>
    internal HubConnectionContext ConnectionOf(string connection) => open[connection];
}
