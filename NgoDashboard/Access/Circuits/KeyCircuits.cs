using NgoDashboard.Access.Keys;

namespace NgoDashboard.Access.Circuits;

/// <summary>A Blazor circuit, and the key that started it.</summary>
sealed class KeyCircuit(string keyId, string connection)
{
    public string KeyId => keyId;

    /// <summary>Null while disconnected: a circuit survives its connection for some minutes, so that the page can reconnect.</summary>
    internal string? Connection { get; set; } = connection;

    public bool IsConnected => Connection is not null;

    public bool IsEnded { get; internal set; }

    /// <summary>Raised when it was dropped for a newer circuit, so that its page is no longer rendered.</summary>
    public event Action? Ended;

    internal string? Secret { get; set; }

    internal void RaiseEnded() => Ended?.Invoke();
}

/// <summary>
/// The circuits of each key. A circuit costs about 200 KB of managed memory (bench/RESULTS.md, "circuits") and work on every change: one
/// key must not be able to exhaust the memory or slow down the others. One for the whole server; safe on any thread.
/// </summary>
public sealed class KeyCircuits(Keyring keyring)
{
    /// <summary>Enough for several operators with one desk key, each with several pages open.</summary>
    public const int MaxPerKey = 20;

    /// <summary>More, because a page connects before it has a circuit and reconnects before its old connection is dropped.</summary>
    internal const int MaxConnectionsPerKey = 2 * MaxPerKey;

    readonly Lock gate = new();
    readonly Dictionary<string, List<KeyCircuit>> byKey = [];
    readonly Dictionary<string, KeyCircuit> bySecret = [];
    readonly Dictionary<string, int> connections = [];

    /// <summary>Whether a page opened now would get no circuit.</summary>
    public bool IsFull(string? keyId)
    {
        lock (gate)
            return keyId is not null && byKey.TryGetValue(keyId, out var circuits)
                && circuits.Count >= MaxPerKey && circuits.TrueForAll(circuit => circuit.IsConnected);
    }

    public int CountForKey(string keyId)
    {
        lock (gate)
            return byKey.TryGetValue(keyId, out var circuits) ? circuits.Count : 0;
    }

    /// <summary>Counts a new circuit. At the limit, the one that has been disconnected for the longest time is dropped.</summary>
    /// <returns>Null if the key is not live, or at the limit with all circuits connected; the page then says why.</returns>
    internal KeyCircuit? TryStart(string? keyId, string connection)
    {
        if (keyId is null || keyring.FindLive(keyId) is null)
            return null;
        var started = new KeyCircuit(keyId, connection);
        KeyCircuit? dropped = null;
        lock (gate)
        {
            if (!byKey.TryGetValue(keyId, out var circuits))
                byKey[keyId] = circuits = [];
            if (circuits.Count >= MaxPerKey)
            {
                dropped = circuits.Find(circuit => !circuit.IsConnected);
                if (dropped is null)
                    return null;
                Remove(dropped);
            }

            // Set again, because Remove deletes the list with the last circuit of a key.
            byKey[keyId] = circuits;
            circuits.Add(started);
        }

        dropped?.RaiseEnded();
        return started;
    }

    /// <param name="secret">With which its page asks to reconnect.</param>
    internal void CompleteStart(KeyCircuit circuit, string secret)
    {
        lock (gate)
        {
            // It may have failed already.
            if (circuit.IsEnded)
                return;
            circuit.Secret = secret;
            bySecret[secret] = circuit;
        }
    }

    /// <summary>
    /// The circuit, if the browser may reconnect to it: it must be signed in with the live key that started the circuit, because another
    /// person may have signed in with the same browser since.
    /// </summary>
    /// <returns>Null if it may not, or if there is no such circuit.</returns>
    internal KeyCircuit? FindForReconnect(string? secret, string? keyId)
    {
        lock (gate)
            return secret is not null && bySecret.TryGetValue(secret, out var circuit)
                && circuit.KeyId == keyId && keyring.FindLive(keyId) is not null
                    ? circuit
                    : null;
    }

    /// <summary>The page reconnected with another connection.</summary>
    internal void AttachConnection(KeyCircuit circuit, string connection)
    {
        lock (gate)
            circuit.Connection = connection;
    }

    /// <summary>The connection ended; ignored if the page has reconnected already.</summary>
    internal void DetachConnection(KeyCircuit circuit, string connection)
    {
        lock (gate)
        {
            if (circuit.Connection != connection)
                return;
            circuit.Connection = null;
            // To the end of the list, so that the circuit that has been disconnected for the longest time is found first.
            if (byKey.TryGetValue(circuit.KeyId, out var circuits) && circuits.Remove(circuit))
                circuits.Add(circuit);
        }
    }

    internal void End(KeyCircuit circuit)
    {
        lock (gate)
            Remove(circuit);
    }

    /// <returns>Whether the key may open another connection.</returns>
    internal bool TryAddConnection(string keyId)
    {
        lock (gate)
        {
            var count = connections.GetValueOrDefault(keyId);
            if (count >= MaxConnectionsPerKey)
                return false;
            connections[keyId] = count + 1;
            return true;
        }
    }

    internal void RemoveConnection(string keyId)
    {
        lock (gate)
        {
            if (--connections[keyId] == 0)
                connections.Remove(keyId);
        }
    }

    void Remove(KeyCircuit circuit)
    {
        circuit.IsEnded = true;
        if (circuit.Secret is { } secret)
            bySecret.Remove(secret);
        if (byKey.TryGetValue(circuit.KeyId, out var circuits) && circuits.Remove(circuit) && circuits.Count == 0)
            byKey.Remove(circuit.KeyId);
    }
}
