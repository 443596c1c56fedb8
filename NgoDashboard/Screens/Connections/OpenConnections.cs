namespace NgoDashboard.Screens.Connections;

/// <summary>The connections of the server, counted from their acceptance to the closing of their socket. Safe on any thread.</summary>
/// <param name="limits">Read when everything is open that the server needs: long after it was composed.</param>
public sealed class OpenConnections(Lazy<ConnectionLimits> limits)
{
    int open;
    int upgraded;
    long accepted;
    long refused;

    public ConnectionLimits Limits => limits.Value;

    public int OpenCount => Volatile.Read(ref open);

    public bool IsFull => OpenCount >= Limits.Connections;

    /// <summary>Since the start, those among them that were closed at once. Stands still where accepting is dead.</summary>
    public long AcceptedCount => Interlocked.Read(ref accepted);

    /// <summary>Closed at once, because there were as many as may be.</summary>
    public long RefusedCount => Interlocked.Read(ref refused);

    /// <returns>False where there are as many as may be: it is to be closed.</returns>
    public bool TryAdd()
    {
        Interlocked.Increment(ref accepted);
        if (TryIncrement(ref open, Limits.Connections))
            return true;
        Interlocked.Increment(ref refused);
        return false;
    }

    public void Remove() => Interlocked.Decrement(ref open);

    public bool TryUpgrade() => TryIncrement(ref upgraded, Limits.UpgradedConnections);

    public void EndUpgrade() => Interlocked.Decrement(ref upgraded);

    static bool TryIncrement(ref int count, int limit)
    {
        if (Interlocked.Increment(ref count) <= limit)
            return true;
        Interlocked.Decrement(ref count);
        return false;
    }
}
