using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Access.Circuits;

/// <summary>
/// Hub filter that limits Blazor circuits and connections per key and rejects a reconnect to a circuit that another key started.
/// Registered for all hubs, because Blazor's hub type is internal; the screens' hub has none of these methods.
/// </summary>
sealed class KeyCircuitFilter(KeyCircuits circuits) : IHubFilter
{
    /// <summary>The methods of Blazor's hub that give a page a circuit (held by CircuitAccessTests).</summary>
    const string StartMethod = "StartCircuit", ConnectMethod = "ConnectCircuit", ResumeMethod = "ResumeCircuit";

    /// <summary>Keys of the connection's items: the id of the key that it counts for, and its circuit.</summary>
    static readonly object CountedKeyItem = new(), CircuitItem = new();

    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next) => invocation.HubMethodName switch
        {
            StartMethod => StartCircuit(invocation, next),
            ConnectMethod => FindCircuit(invocation) is { } circuit
                ? ReconnectCircuit(circuit, invocation, next)
                : ValueTask.FromResult<object?>(false),
            // Null tells the page that there is no such circuit, so that it reloads.
            ResumeMethod => FindCircuit(invocation) is not null ? StartCircuit(invocation, next) : ValueTask.FromResult<object?>(null),
            _ => next(invocation),
        };

    public Task OnConnectedAsync(HubLifetimeContext lifetime, Func<HubLifetimeContext, Task> next)
    {
        if (!IsCircuitHub(lifetime.Hub))
            return next(lifetime);
        if (lifetime.Context.User?.KeyId is not { } keyId || !circuits.TryAddConnection(keyId))
        {
            lifetime.Context.Abort();
            return Task.CompletedTask;
        }

        lifetime.Context.Items[CountedKeyItem] = keyId;
        return next(lifetime);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext lifetime, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (lifetime.Context.Items.TryGetValue(CircuitItem, out var circuit))
            circuits.DetachConnection((KeyCircuit)circuit!, lifetime.Context.ConnectionId);
        if (lifetime.Context.Items.TryGetValue(CountedKeyItem, out var keyId))
            circuits.RemoveConnection((string)keyId!);
        return next(lifetime, exception);
    }

    static bool IsCircuitHub(Hub hub) => hub.GetType().Assembly == typeof(CircuitOptions).Assembly;

    KeyCircuit? FindCircuit(HubInvocationContext invocation) =>
        circuits.FindForReconnect(invocation.HubMethodArguments is [string secret, ..] ? secret : null, invocation.Context.User?.KeyId);

    async ValueTask<object?> ReconnectCircuit(
        KeyCircuit circuit, HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var result = await next(invocation);
        if (result is true)
        {
            circuits.AttachConnection(circuit, invocation.Context.ConnectionId);
            AttachCircuit(circuit, invocation.Context);
        }

        return result;
    }

    /// <summary>Gives the circuit to the connection. The connection may have ended meanwhile, after its disconnect handler ran.</summary>
    void AttachCircuit(KeyCircuit circuit, HubCallerContext connection)
    {
        connection.Items[CircuitItem] = circuit;
        if (connection.ConnectionAborted.IsCancellationRequested)
            circuits.DetachConnection(circuit, connection.ConnectionId);
    }

    async ValueTask<object?> StartCircuit(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (circuits.TryStart(invocation.Context.User?.KeyId, invocation.Context.ConnectionId) is not { } circuit)
            return null;
        string? secret = null;
        try
        {
            KeyCircuitHandler.CircuitBeingStarted.Value = circuit;
            secret = await next(invocation) as string;
        }
        finally
        {
            // Blazor refused it, for example a second circuit on one connection.
            if (secret is null)
                circuits.End(circuit);
        }

        if (secret is null)
            return null;
        circuits.CompleteStart(circuit, secret);
        AttachCircuit(circuit, invocation.Context);

        return secret;
    }
}

/// <summary>Ends the counted circuit when Blazor closes it. Scoped: one per circuit; without a circuit for a prerendered page.</summary>
sealed class KeyCircuitHandler(KeyCircuits circuits) : CircuitHandler
{
    /// <summary>Hands the circuit from the hub call that starts it to the handler that Blazor creates during the call.</summary>
    internal static readonly AsyncLocal<KeyCircuit?> CircuitBeingStarted = new();

    public KeyCircuit? Circuit { get; } = CircuitBeingStarted.Value;

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (Circuit is { } own)
            circuits.End(own);
        return Task.CompletedTask;
    }
}
