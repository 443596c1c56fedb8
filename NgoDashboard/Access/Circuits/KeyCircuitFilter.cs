using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Access.Circuits;

/// <summary>
/// The door of the circuits: it counts them and their connections by key, and lets nobody go on with a circuit of another key. It stands
/// before all hubs, because Blazor's own cannot be named; the screens' hub has none of these methods.
/// </summary>
sealed class KeyCircuitFilter(KeyCircuits circuits) : IHubFilter
{
    /// <summary>The methods of Blazor's hub by which a page gets a circuit; a test opens one by each.</summary>
    const string StartMethod = "StartCircuit", ConnectMethod = "ConnectCircuit", ResumeMethod = "ResumeCircuit";

    /// <summary>What is remembered of a connection: its key, and the circuit that it has.</summary>
    static readonly object CountedKeyItem = new(), CircuitItem = new();

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next) => invocation.HubMethodName switch
    {
        StartMethod => StartCircuit(invocation, next),
        ConnectMethod => FindCircuit(invocation) is { } circuit ? ReconnectCircuit(circuit, invocation, next) : ValueTask.FromResult<object?>(false),
        // Null: there is no such circuit, and the page asks for itself anew.
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

    async ValueTask<object?> ReconnectCircuit(KeyCircuit circuit, HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var result = await next(invocation);
        if (result is true)
        {
            circuits.AttachConnection(circuit, invocation.Context.ConnectionId);
            AttachCircuit(circuit, invocation.Context);
        }

        return result;
    }

    /// <summary>The connection has that circuit from now on, and leaves it when it ends: it may have ended meanwhile.</summary>
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
            // Refused, as a second one on a connection is.
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

/// <summary>Follows one circuit from within; one for each circuit, and one without a circuit for a page that is only rendered.</summary>
sealed class KeyCircuitHandler(KeyCircuits circuits) : CircuitHandler
{
    /// <summary>From the call that starts a circuit to what is made for it on the way: Blazor tells the one nothing of the other.</summary>
    internal static readonly AsyncLocal<KeyCircuit?> CircuitBeingStarted = new();

    public KeyCircuit? Circuit { get; } = CircuitBeingStarted.Value;

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (Circuit is { } own)
            circuits.End(own);
        return Task.CompletedTask;
    }
}
