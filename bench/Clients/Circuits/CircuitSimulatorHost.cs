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
        return await SimulatorHost.Run<CircuitSimulator>(request => new(request.Count, request.Target!), HandleRequest);
    }

    static async Task<SimulatorResponse> HandleRequest(CircuitSimulator simulator, SimulatorRequest request)
    {
        switch (request.Command)
        {
            case "connect" or "settled":
                var isReady = await SimulatorHost.WaitUntil(
                    request.Seconds,
                    () => Task.FromResult(simulator.ReadyCount == simulator.Circuits.Count || simulator.FirstError is not null));
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
                var isComplete = await SimulatorHost.WaitUntil(
                    request.Seconds, () => Task.FromResult(simulator.ReadReceipts(receipts => receipts.IsComplete)));
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
}
