using System.Text.Json;
using NgoDashboard.Bench.Clients.Sockets;
using NgoDashboard.Bench.Measuring;

namespace NgoDashboard.Bench.Clients.Protocol;

/// <summary>
/// A request to the simulator's process: one line of JSON on its standard input; the response is one line on its standard output when it
/// is done. Commands: connect, settled, edit, stall, unstall, look, take, check.
/// </summary>
sealed record SimulatorRequest(string Command)
{
    public int Count { get; init; }

    public LoadTarget? Target { get; init; }

    public long Version { get; init; }

    /// <summary>Timestamp (Stopwatch, the same in all processes of the machine) at which an edit should have begun.</summary>
    public long ScheduledAt { get; init; }

    public double Seconds { get; init; }
}

/// <param name="Error">What went wrong, as a sentence; null if all is well.</param>
sealed record SimulatorResponse(string? Error = null)
{
    public int ReadyCount { get; init; }

    /// <summary>Timestamp at which the last client became ready.</summary>
    public long LastReadyAt { get; init; }

    public int LostConnections { get; init; }

    public long ReceivedBytes { get; init; }

    /// <inheritdoc cref="ScreenSimulator.Frames"/>
    public long Frames { get; init; }

    /// <inheritdoc cref="ScreenSimulator.FrameBytes"/>
    public long FrameBytes { get; init; }

    /// <summary>Timestamp at which the first client began to connect.</summary>
    public long FirstConnectAt { get; init; }

    /// <summary>The newest version that all clients have.</summary>
    public long Version { get; init; }

    /// <summary>The picture of one client, built from the bytes that it received.</summary>
    public string? Html { get; init; }

    public Latencies? Latencies { get; init; }

    /// <summary>Processor time of the simulator's process since its start.</summary>
    public double ProcessorTimeMs { get; init; }
}

static class SimulatorProtocol
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Serialize<T>(T what) => JsonSerializer.Serialize(what, Options);

    public static T Deserialize<T>(string line) =>
        JsonSerializer.Deserialize<T>(line, Options) ?? throw new FormatException($"Nothing can be read in '{line}'.");
}
