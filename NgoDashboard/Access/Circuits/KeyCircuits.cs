using NgoDashboard.Access.Keys;

namespace NgoDashboard.Access.Circuits;

/// <summary>One circuit, the live part of a page, and the key that it was begun with.</summary>
sealed class KeyCircuit(string keyId, string connection)
{
    public string KeyId => keyId;

    /// <summary>Null without one: a circuit outlives its connection for some minutes, so that a page whose network failed is taken up again.</summary>
    internal string? Connection { get; set; } = connection;

    public bool IsConnected => Connection is not null;

    public bool IsEnded { get; internal set; }

    /// <summary>Told when it has given way to a newer one: its page is drawn no more.</summary>
    public event Action? Ended;

    internal string? Secret { get; set; }

    internal void RaiseEnded() => Ended?.Invoke();
}

/// <summary>
/// The circuits of each key. A circuit holds a page with all that it follows, some 150 KB and a share of every change: one key must not be
/// able to fill the memory, or to slow down everybody else. One for the whole server; safe on any thread.
/// </summary>
public sealed class KeyCircuits(Keyring keyring)
{
    /// <summary>A desk with several operators at one key, each with some pages open, has fewer.</summary>
    public const int MaxPerKey = 20;

    /// <summary>Connections without a circuit are those that begin one, and those that come back while the server still waits for the one before.</summary>
    internal const int MaxConnectionsPerKey = 2 * MaxPerKey;

    readonly Lock gate = new();
    readonly Dictionary<string, List<KeyCircuit>> byKey = [];
    readonly Dictionary<string, KeyCircuit> bySecret = [];
    readonly Dictionary<string, int> connections = [];

    /// <summary>Whether a page that is opened now would get no circuit.</summary>
    public bool IsFull(string? keyId)
    {
        lock (gate)
            return keyId is not null && byKey.TryGetValue(keyId, out var circuits) && circuits.Count >= MaxPerKey && circuits.TrueForAll(one => one.IsConnected);
    }

    public int CountForKey(string keyId)
    {
        lock (gate)
            return byKey.TryGetValue(keyId, out var circuits) ? circuits.Count : 0;
    }

    /// <summary>Of a key that has all it may have, the circuit gives way that has been without its page for the longest time.</summary>
    /// <returns>Null where all pages are there: then the new one is refused, and the page says why.</returns>
    internal KeyCircuit? TryStart(string? keyId, string connection)
    {
        if (keyId is null || keyring.FindLive(keyId) is null)
            return null;
        var begun = new KeyCircuit(keyId, connection);
        KeyCircuit? past = null;
        lock (gate)
        {
            if (!byKey.TryGetValue(keyId, out var circuits))
                byKey[keyId] = circuits = [];
            if (circuits.Count >= MaxPerKey)
            {
                past = circuits.Find(one => !one.IsConnected);
                if (past is null)
                    return null;
                Remove(past);
            }

            // Found again where the last one of a key was removed.
            byKey[keyId] = circuits;
            circuits.Add(begun);
        }

        past?.RaiseEnded();
        return begun;
    }

    /// <param name="secret">By which its page asks for it again.</param>
    internal void CompleteStart(KeyCircuit circuit, string secret)
    {
        lock (gate)
        {
            // It may have failed at once.
            if (circuit.IsEnded)
                return;
            circuit.Secret = secret;
            bySecret[secret] = circuit;
        }
    }

    /// <summary>
    /// Whether a browser may have that circuit again: only one that is signed in with the key that it was begun with, and that is live. In
    /// the same browser somebody else may have signed in meanwhile.
    /// </summary>
    /// <returns>Null where it may not, or there is none.</returns>
    internal KeyCircuit? FindForReconnect(string? secret, string? keyId)
    {
        lock (gate)
            return secret is not null && bySecret.TryGetValue(secret, out var circuit) && circuit.KeyId == keyId && keyring.FindLive(keyId) is not null ? circuit : null;
    }

    /// <summary>Its page is back, on another connection.</summary>
    internal void AttachConnection(KeyCircuit circuit, string connection)
    {
        lock (gate)
            circuit.Connection = connection;
    }

    /// <summary>Its page is gone, unless it is back already.</summary>
    internal void DetachConnection(KeyCircuit circuit, string connection)
    {
        lock (gate)
        {
            if (circuit.Connection != connection)
                return;
            circuit.Connection = null;
            // Behind the others: those that have been without a page for longer are found first.
            if (byKey.TryGetValue(circuit.KeyId, out var circuits) && circuits.Remove(circuit))
                circuits.Add(circuit);
        }
    }

    internal void End(KeyCircuit circuit)
    {
        lock (gate)
            Remove(circuit);
    }

    /// <returns>Whether that key may have one connection more.</returns>
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
