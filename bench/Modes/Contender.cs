using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>One of those that are measured side by side: a server, its clients, and what one edit of it cost.</summary>
/// <param name="Slot">So long nobody else is asked anything.</param>
sealed record Contender(string Name, ChildProcess Server, SimulatorProcess? Clients, Func<long, EditResult> Edit, TimeSpan Slot) : IDisposable
{
    public int Count { get; set; }

    /// <summary>It is edited in one round of so many: one whose slot is as long as those of all others together would fill the whole run.</summary>
    public int RoundInterval { get; init; } = 1;

    public List<double> AnswerTimesUs { get; } = [];

    public List<double> ServerProcessorMs { get; } = [];

    /// <summary>So long after an edit's answer nobody acknowledges it: all that the server does until then, it does to send it.</summary>
    public TimeSpan AckSilence { get; init; }

    /// <summary>Of <see cref="ServerProcessorMs"/>, what was used until then.</summary>
    public List<double> FramesProcessorMs { get; } = [];

    public double ClientsProcessorMs { get; set; }

    /// <summary>Of one screen, in bytes: what the server's process has for itself, collected before it is counted.</summary>
    public double PrivateBytesPerScreen { get; set; }

    /// <inheritdoc cref="PrivateBytesPerScreen"/>
    public double HeapBytesPerScreen { get; set; }

    /// <summary>Milliseconds until all had their first frame.</summary>
    public double ConnectingMs { get; set; }

    /// <summary>Milliseconds of the server's processor for one.</summary>
    public double ConnectingProcessorMsPerScreen { get; set; }

    /// <summary>Received by one screen for one edit, its WebSocket's header included.</summary>
    public double BytesPerScreenAndEdit { get; set; }

    public Latencies? Latencies { get; set; }

    public void Dispose()
    {
        Clients?.Dispose();
        Server.Dispose();
    }
}
