using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access;

namespace NgoDashboard.Screens;

/// <summary>
/// Which key each connection came in with. A connection is asked for its key once, when it opens: here it ends when the key is
/// revoked. One for the whole server; safe on any thread.
/// </summary>
public sealed class Admission : IDisposable
{
    readonly Keyring keyring;
    readonly ConcurrentDictionary<string, HubCallerContext> inside = new();

    public Admission(Keyring keyring)
    {
        this.keyring = keyring;
        keyring.Revoked += TurnOut;
    }

    public int Count => inside.Count;

    public void Dispose() => keyring.Revoked -= TurnOut;

    internal void Enter(HubCallerContext connection)
    {
        inside[connection.ConnectionId] = connection;
        // Revoked between the sign-in and this line: nobody else would tell.
        if (keyring.Live(connection.User?.KeyId) is null)
            connection.Abort();
    }

    internal void Leave(HubCallerContext connection) => inside.TryRemove(connection.ConnectionId, out _);

    void TurnOut(AccessKey key)
    {
        foreach (var connection in inside.Values)
        {
            if (connection.User?.KeyId == key.Id)
                connection.Abort();
        }
    }
}
