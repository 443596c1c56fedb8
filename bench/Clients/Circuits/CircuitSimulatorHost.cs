using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Clients.Sockets;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>The process that holds viewers with circuits; asked as <see cref="ScreenSimulatorHost"/> is.</summary>
static class CircuitSimulatorHost
{
    public static async Task<int> Run()
    {
        // Where something has come it is read at once, on the thread that was told of it: this process has one processor.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        CircuitSimulator? swarm = null;
        while (Console.In.ReadLine() is { } line)
        {
            var request = SimulatorProtocol.Deserialize<SimulatorRequest>(line);
            SimulatorResponse answer;
            try
            {
                if (request.Command == "connect")
                {
                    swarm?.Dispose();
                    swarm = new(request.Count, request.Target!);
                }

                answer = await HandleRequest(swarm!, request);
            }
            catch (Exception failure)
            {
                answer = new(failure.Message);
            }

            Console.Out.WriteLine(SimulatorProtocol.Serialize(answer with { ProcessorTimeMs = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds }));
        }

        swarm?.Dispose();
        return 0;
    }

    static async Task<SimulatorResponse> HandleRequest(CircuitSimulator swarm, SimulatorRequest request)
    {
        switch (request.Command)
        {
            case "connect" or "settled":
                var isSettled = await WaitUntil(request.Seconds, () => swarm.ReadyCount == swarm.Circuits.Count || swarm.FirstError is not null);
                return CreateResponse(swarm, swarm.FirstError ?? (isSettled ? null : "Not all circuits have a frame."));
            case "edit":
                return swarm.ReadReceipts(receipts =>
                {
                    receipts.ExpectVersion(request.Version, request.ScheduledAt);
                    return new SimulatorResponse();
                });
            case "look":
                return CreateResponse(swarm, null);
            case "take":
                var isComplete = await WaitUntil(request.Seconds, () => swarm.ReadReceipts(receipts => receipts.IsComplete));
                return CreateResponse(swarm, isComplete ? null : "Not every edit reached every circuit.") with { Latencies = swarm.ReadReceipts(receipts => receipts.TakeLatencies()) };
            case "check":
                return CheckContents(swarm);
            default:
                throw new ArgumentException($"Circuits do not know how to {request.Command}.", nameof(request));
        }
    }

    /// <summary>All show one version, and those that came to it from the same one were sent the same bytes.</summary>
    static SimulatorResponse CheckContents(CircuitSimulator swarm)
    {
        var versions = swarm.Circuits.GroupBy(circuit => circuit.LastBatch.To).ToArray();
        if (versions.Length != 1)
            return new($"The circuits show {versions.Length} different versions.");
        return swarm.Circuits.Select(circuit => circuit.LastBatch).Distinct().GroupBy(last => last.From).All(sent => sent.Count() == 1)
            ? new() { Html = $"data-version=\"{versions[0].Key}\"", Version = versions[0].Key }
            : new("The circuits were sent different pictures of one version.");
    }

    static SimulatorResponse CreateResponse(CircuitSimulator swarm, string? trouble) => swarm.ReadReceipts(_ => new SimulatorResponse(trouble)
    {
        ReadyCount = swarm.ReadyCount,
        LastReadyAt = swarm.LastReadyAt,
        LostConnections = swarm.LostConnections,
        ReceivedBytes = swarm.Circuits.Sum(circuit => circuit.ReceivedBytes),
        Frames = swarm.RenderBatches,
        Version = swarm.Circuits.Min(circuit => circuit.Version),
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
