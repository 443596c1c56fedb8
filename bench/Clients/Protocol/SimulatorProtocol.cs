using System.Text.Json;
using NgoDashboard.Bench.Clients.Sockets;
using NgoDashboard.Bench.Measuring;

namespace NgoDashboard.Bench.Clients.Protocol;

/// <summary>
/// How a mode talks with a process of its own that holds clients: one line of JSON each way. A request names what is asked for;
/// the answer comes when it is done.
/// </summary>
sealed record SimulatorRequest(string Command)
{
    public int Count { get; init; }

    public LoadTarget? Target { get; init; }

    public long Version { get; init; }

    /// <summary>When an edit was to begin, as a timestamp of this machine's clock.</summary>
    public long ScheduledAt { get; init; }

    public double Seconds { get; init; }
}

/// <param name="Error">What went wrong, as a sentence.</param>
/// <param name="At">When the last client was settled, as a timestamp.</param>
/// <param name="Version">The newest that all have.</param>
sealed record SimulatorResponse(string? Error = null)
{
    public int ReadyCount { get; init; }

    public long LastReadyAt { get; init; }

    public int LostConnections { get; init; }

    public long ReceivedBytes { get; init; }

    /// <inheritdoc cref="ScreenSimulator.Frames"/>
    public long Frames { get; init; }

    /// <inheritdoc cref="ScreenSimulator.FrameBytes"/>
    public long FrameBytes { get; init; }

    /// <summary>When the first of them began to connect, as a timestamp.</summary>
    public long FirstConnectAt { get; init; }

    public long Version { get; init; }

    /// <summary>Of one client, made of the bytes that it received.</summary>
    public string? Html { get; init; }

    public Latencies? Latencies { get; init; }

    /// <summary>Milliseconds of processor time of the process that holds the clients, since it was started.</summary>
    public double ProcessorTimeMs { get; init; }
}

static class SimulatorProtocol
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Serialize<T>(T what) => JsonSerializer.Serialize(what, Options);

    public static T Deserialize<T>(string line) => JsonSerializer.Deserialize<T>(line, Options) ?? throw new FormatException($"Nothing can be read in '{line}'.");
}
