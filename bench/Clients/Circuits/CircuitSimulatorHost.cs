using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Clients.Sockets;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>The process that simulates viewers with circuits, with the same protocol as <see cref="ScreenSimulatorHost"/>.</summary>
static class CircuitSimulatorHost
{
    public static async Task<int> Run()
    {
        // Runs socket completions on the thread that polls, because this process has one processor.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        CircuitSimulator? simulator = null;
        while (Console.In.ReadLine() is { } line)
        {
            var request = SimulatorProtocol.Deserialize<SimulatorRequest>(line);
            SimulatorResponse answer;
            try
            {
                if (request.Command == "connect")
                {
                    simulator?.Dispose();
                    simulator = new(request.Count, request.Target!);
                }

                answer = await HandleRequest(simulator!, request);
            }
            catch (Exception failure)
            {
                answer = new(failure.Message);
            }

            var processorTime = Process.GetCurrentProcess().TotalProcessorTime;
            Console.Out.WriteLine(SimulatorProtocol.Serialize(answer with { ProcessorTimeMs = processorTime.TotalMilliseconds }));
        }

        simulator?.Dispose();
        return 0;
    }

    static async Task<SimulatorResponse> HandleRequest(CircuitSimulator simulator, SimulatorRequest request)
    {
        switch (request.Command)
        {
            case "connect" or "settled":
                var isReady = await WaitUntil(
                    request.Seconds, () => simulator.ReadyCount == simulator.Circuits.Count || simulator.FirstError is not null);
                return CreateResponse(simulator, simulator.FirstError ?? (isReady ? null : "Not all circuits have a frame."));
            case "edit":
                return simulator.ReadReceipts(receipts =>
                {
                    receipts.ExpectVersion(request.Version, request.ScheduledAt);
                    return new SimulatorResponse();
                });
            case "look":
                return CreateResponse(simulator, null);
            case "take":
                var isComplete = await WaitUntil(request.Seconds, () => simulator.ReadReceipts(receipts => receipts.IsComplete));
                return CreateResponse(simulator, isComplete ? null : "Not every edit reached every circuit.") with
                {
                    Latencies = simulator.ReadReceipts(receipts => receipts.TakeLatencies()),
                };
            case "check":
                return CheckContents(simulator);
            default:
                throw new ArgumentException($"Circuits do not know how to {request.Command}.", nameof(request));
        }
    }

    /// <summary>Checks that all show one version, and that circuits with the same version before were sent equal bytes.</summary>
    static SimulatorResponse CheckContents(CircuitSimulator simulator)
    {
        var versions = simulator.Circuits.GroupBy(circuit => circuit.LastBatch.To).ToArray();
        if (versions.Length != 1)
            return new($"The circuits show {versions.Length} different versions.");
        return simulator.Circuits.Select(circuit => circuit.LastBatch).Distinct().GroupBy(last => last.From).All(sent => sent.Count() == 1)
            ? new() { Html = $"data-version=\"{versions[0].Key}\"", Version = versions[0].Key }
            : new("The circuits were sent different pictures of one version.");
    }

    static SimulatorResponse CreateResponse(CircuitSimulator simulator, string? trouble) => simulator.ReadReceipts(_ => new SimulatorResponse(trouble)
    {
        ReadyCount = simulator.ReadyCount,
        LastReadyAt = simulator.LastReadyAt,
        LostConnections = simulator.LostConnections,
        ReceivedBytes = simulator.Circuits.Sum(circuit => circuit.ReceivedBytes),
        Frames = simulator.RenderBatches,
        Version = simulator.Circuits.Min(circuit => circuit.Version),
    });

    static async Task<bool> WaitUntil(double seconds, Func<bool> isSo)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(begun).TotalSeconds > seconds)
                return false;
            await Task.Delay(10);
        }

        return true;
    }
}
