namespace NgoDashboard.Screens.Connections;

/// <summary>Counts the open connections, from accept until the socket is closed. Thread-safe.</summary>
/// <param name="limits">Lazy, because it depends on how many files are open just before the server listens.</param>
public sealed class OpenConnections(Lazy<ConnectionLimits> limits)
{
    int open;
    int upgraded;
    long accepted;
    long refused;

    public ConnectionLimits Limits => limits.Value;

    public int OpenCount => Volatile.Read(ref open);

    public bool IsFull => OpenCount >= Limits.Connections;

    /// <summary>Since startup, including refused ones. Stops increasing where accepting is dead.</summary>
    public long AcceptedCount => Interlocked.Read(ref accepted);

    /// <summary>Connections closed on accept because the limit was reached, since startup.</summary>
    public long RefusedCount => Interlocked.Read(ref refused);

    /// <returns>False where the limit is reached: the caller must close the connection.</returns>
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
