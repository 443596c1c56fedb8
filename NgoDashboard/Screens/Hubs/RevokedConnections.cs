using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Which key each connection came in with. A connection is asked for its key once, when it opens: here it ends when the key is
/// revoked. One for the whole server; safe on any thread.
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
        // Revoked between the sign-in and this line: nobody else would tell.
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
