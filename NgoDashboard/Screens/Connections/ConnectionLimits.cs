using System.Globalization;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// How many connections the server takes. Below the limit of open files, because a server that runs into that one loads no assembly, reads
/// no file and, what is worst, may never accept a connection again.
/// </summary>
/// <param name="Connections">All together.</param>
/// <param name="UpgradedConnections">Those of them that are WebSockets: the rest stays for pages, the API and the health of the server.</param>
public sealed record ConnectionLimits(int Connections, int UpgradedConnections)
{
    public const string ConnectionsSetting = "Limits:Connections";

    /// <summary>Fewer are no meeting: a desk and a handful of screens, each with a page and its WebSocket.</summary>
    public const int MinConnections = 16;

    /// <summary>Where the system has no limit.</summary>
    const int Unlimited = 50_000;

    /// <summary>For the database, files, child processes, and assemblies that are loaded by the first request that needs them.</summary>
    const int MinReserve = 64, MaxReserve = 1024;

    /// <summary>A screen has a WebSocket, and while its page loads a connection or more besides.</summary>
    public int MaxScreens => Math.Min(UpgradedConnections, Connections / 2);

    /// <param name="files">The limit of open files; null where there is none.</param>
    /// <param name="open">Those that are open before the first connection.</param>
    /// <param name="setting">What the operator allows, which only lowers it.</param>
    /// <param name="problem">Why there can be no such server, as a key of the words; null where there can.</param>
    /// <returns>Null where there is a problem.</returns>
    public static ConnectionLimits? Create(long? files, int open, string? setting, out string? problem)
    {
        var possible = files is { } limit
            ? (int)Math.Min(Unlimited, limit - open - Math.Clamp(limit / 8, MinReserve, MaxReserve))
            : Unlimited;
        var wanted = possible;
        var isGood = string.IsNullOrWhiteSpace(setting)
            || (int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out wanted) && wanted >= MinConnections);
        problem = possible < MinConnections ? "too-few-files" : isGood ? null : "bad-limit";
        if (problem is not null)
            return null;
        var connections = Math.Min(possible, wanted);
        return new(connections, connections - Math.Max(4, connections / 8));
    }
}
