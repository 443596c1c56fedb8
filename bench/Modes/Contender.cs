using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>One of the systems that are measured side by side: a server, its clients, and the costs of an edit.</summary>
/// <param name="Slot">Time that belongs to each of its edits; the other contenders are idle in it.</param>
sealed record Contender(string Name, ChildProcess Server, SimulatorProcess? Clients, Func<long, EditResult> Edit, TimeSpan Slot) : IDisposable
{
    public int Count { get; set; }

    /// <summary>It takes part in every n-th round, because a contender with a long slot would fill the whole run.</summary>
    public int RoundInterval { get; init; } = 1;

    public List<double> AnswerTimesUs { get; } = [];

    public List<double> ServerProcessorMs { get; } = [];

    /// <summary>
    /// Time after the answer in which no client acknowledges yet. Server CPU in this window is the cost of sending frames; the rest is that
    /// of acknowledgements.
    /// </summary>
    public TimeSpan AckSilence { get; init; }

    /// <summary>The part of <see cref="ServerProcessorMs"/> in the window of <see cref="AckSilence"/>.</summary>
    public List<double> FramesProcessorMs { get; } = [];

    public double ClientsProcessorMs { get; set; }

    /// <summary>Private memory of the server per screen, after a garbage collection.</summary>
    public double PrivateBytesPerScreen { get; set; }

    /// <summary>Managed heap of the server per screen, after a garbage collection.</summary>
    public double HeapBytesPerScreen { get; set; }

    /// <summary>Time until all clients had their first frame.</summary>
    public double ConnectingMs { get; set; }

    /// <summary>Server CPU to connect one client.</summary>
    public double ConnectingProcessorMsPerScreen { get; set; }

    /// <summary>Bytes that a screen receives for one edit, with WebSocket headers.</summary>
    public double BytesPerScreenAndEdit { get; set; }

    public Latencies? Latencies { get; set; }

    public void Dispose()
    {
        Clients?.Dispose();
        Server.Dispose();
    }
}
