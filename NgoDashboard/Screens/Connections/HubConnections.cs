using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// The open connections of the screens' hub, so that one serialized message can be written to many of them: SignalR's
/// <c>Clients.Client</c> serializes it for each. Thread-safe.
/// </summary>
public sealed class HubConnections
{
    readonly ConcurrentDictionary<string, HubConnectionContext> open = new();

    /// <exception cref="KeyNotFoundException">The connection is closed.</exception>
    public HubConnectionContext this[string connectionId] => open[connectionId];

    public void Add(HubConnectionContext connection) => open[connection.ConnectionId] = connection;

    public void Remove(HubConnectionContext connection) => open.TryRemove(connection.ConnectionId, out _);
}
