using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Aborts hub connections when their key is revoked, because a connection is authenticated only once, when it opens. Singleton;
/// thread-safe.
/// </summary>
public sealed class RevokedConnections : IDisposable
{
    readonly Keyring keyring;
    readonly ConcurrentDictionary<string, HubCallerContext> connections = new();

    public RevokedConnections(Keyring keyring)
    {
        this.keyring = keyring;
        keyring.Revoked += AbortConnectionsOf;
    }

    public int Count => connections.Count;

    public void Dispose() => keyring.Revoked -= AbortConnectionsOf;

    internal void AddConnection(HubCallerContext connection)
    {
        connections[connection.ConnectionId] = connection;
        // The key may have been revoked after authentication and before this line, so that the event came too early.
        if (keyring.FindLive(connection.User?.KeyId) is null)
            connection.Abort();
    }

    internal void RemoveConnection(HubCallerContext connection) => connections.TryRemove(connection.ConnectionId, out _);

    void AbortConnectionsOf(AccessKey key)
    {
        foreach (var connection in connections.Values)
        {
            if (connection.User?.KeyId == key.Id)
                connection.Abort();
        }
    }
}
