namespace NgoDashboard.Screens.Connections;

/// <summary>
/// The maximum number of connections. Lower than the limit of open files, because a process that reaches that one cannot load assemblies or
/// read files, and may never accept a connection again.
/// </summary>
/// <param name="Connections">In total.</param>
/// <param name="UpgradedConnections">WebSockets among them: the rest stays free for pages, the API and health checks.</param>
public sealed record ConnectionLimits(int Connections, int UpgradedConnections)
{
    /// <summary>The smallest useful meeting: a desk and a handful of screens, each with a page request and a WebSocket.</summary>
    public const int MinConnections = 16;

    /// <summary>The limit where the system has none for open files.</summary>
    const int Unlimited = 50_000;

    /// <summary>File descriptors kept free for the database, files, child processes, and assemblies that are loaded on first use.</summary>
    const int MinReserve = 64, MaxReserve = 1024;

    /// <summary>Two connections per screen, because a screen needs others besides its WebSocket while its page loads.</summary>
    public int MaxScreens => Math.Min(UpgradedConnections, Connections / 2);

    /// <param name="files">The limit of open files; null where there is none.</param>
    /// <param name="open">Files that are open before the first connection.</param>
    /// <param name="wanted"><see cref="LimitOptions.MaxConnections"/>.</param>
    /// <returns>Null if the limit of open files is too low.</returns>
    public static ConnectionLimits? Create(long? files, int open, int? wanted)
    {
        var possible = files is { } limit
            ? (int)Math.Min(Unlimited, limit - open - Math.Clamp(limit / 8, MinReserve, MaxReserve))
            : Unlimited;
        if (possible < MinConnections)
            return null;
        var connections = Math.Min(possible, wanted ?? possible);
        return new(connections, connections - Math.Max(4, connections / 8));
    }
}
