using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;

namespace NgoDashboard.Bench.Clients.Sockets;

/// <summary>The simulator's process: answers requests on standard input until that is closed.</summary>
static class ScreenSimulatorHost
{
    public static async Task<int> Run()
    {
        ScreenSimulator? simulator = null;
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

    static async Task<SimulatorResponse> HandleRequest(ScreenSimulator simulator, SimulatorRequest request)
    {
        switch (request.Command)
        {
            case "connect" or "settled":
                var isReady = await WaitUntil(
                    request.Seconds,
                    () => simulator.RunOnLoop(() => simulator.ReadyCount == simulator.Clients.Count(client => !client.IsStalled)));
                return await CreateResponse(simulator, isReady ? null : "Not all clients have a frame.");
            case "edit":
                await simulator.RunOnLoop(() =>
                {
                    simulator.EditReceipts.ExpectVersion(request.Version, request.ScheduledAt);
                    return true;
                });
                return new();
            case "stall" or "unstall":
                await simulator.RunOnLoop(() =>
                {
                    simulator.SetStalled(request.Count, request.Command == "stall");
                    return true;
                });
                return new();
            case "look":
                return await CreateResponse(simulator, null);
            case "take":
                var isComplete = await WaitUntil(request.Seconds, () => simulator.RunOnLoop(() => simulator.EditReceipts.IsComplete));
                return await CreateResponse(simulator, isComplete ? null : "Not every edit reached every client.") with
                {
                    Latencies = await simulator.RunOnLoop(simulator.EditReceipts.TakeLatencies),
                };
            case "check":
                return await simulator.RunOnLoop(() => CheckContents(simulator));
            default:
                throw new ArgumentException($"Clients do not know how to {request.Command}.", nameof(request));
        }
    }

    /// <summary>Builds the picture of every client and checks that all are equal.</summary>
    static SimulatorResponse CheckContents(ScreenSimulator simulator)
    {
        var pictures = simulator.Clients.Where(client => !client.IsStalled).GroupBy(client => client.ContentId)
            .Select(group => simulator.ScreenContents.BuildHtml(group.Key)).Distinct().ToArray();
        return pictures is [var one] ? new() { Html = one } : new($"The clients show {pictures.Length} different pictures.");
    }

    static Task<SimulatorResponse> CreateResponse(ScreenSimulator simulator, string? trouble) => simulator.RunOnLoop(() => new SimulatorResponse(trouble)
    {
        ReadyCount = simulator.ReadyCount,
        LastReadyAt = simulator.LastReadyAt,
        LostConnections = simulator.LostConnections,
        ReceivedBytes = simulator.ReceivedBytes,
        Frames = simulator.Frames,
        FrameBytes = simulator.FrameBytes,
        FirstConnectAt = simulator.FirstConnectAt,
        Version = Enumerable.Range(0, simulator.Clients.Count).Where(index => !simulator.Clients[index].IsStalled)
            .Min(simulator.EditReceipts.GetNewestVersion),
    });

    static async Task<bool> WaitUntil(double seconds, Func<Task<bool>> isSo)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(begun).TotalSeconds > seconds)
                return false;
            await Task.Delay(10);
        }

        return true;
    }
}
