using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;

namespace NgoDashboard.Bench.Clients.Sockets;

/// <summary>The process that holds plain clients: asked over its standard input, until that ends.</summary>
static class ScreenSimulatorHost
{
    public static async Task<int> Run()
    {
        ScreenSimulator? swarm = null;
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

    static async Task<SimulatorResponse> HandleRequest(ScreenSimulator swarm, SimulatorRequest request)
    {
        switch (request.Command)
        {
            case "connect" or "settled":
                var isSettled = await WaitUntil(request.Seconds, () => swarm.RunOnLoop(() => swarm.ReadyCount == swarm.Clients.Count(client => !client.IsStalled)));
                return await CreateResponse(swarm, isSettled ? null : "Not all clients have a frame.");
            case "edit":
                await swarm.RunOnLoop(() =>
                {
                    swarm.EditReceipts.ExpectVersion(request.Version, request.ScheduledAt);
                    return true;
                });
                return new();
            case "stall" or "unstall":
                await swarm.RunOnLoop(() =>
                {
                    swarm.SetStalled(request.Count, request.Command == "stall");
                    return true;
                });
                return new();
            case "look":
                return await CreateResponse(swarm, null);
            case "take":
                var isComplete = await WaitUntil(request.Seconds, () => swarm.RunOnLoop(() => swarm.EditReceipts.IsComplete));
                return await CreateResponse(swarm, isComplete ? null : "Not every edit reached every client.") with { Latencies = await swarm.RunOnLoop(swarm.EditReceipts.TakeLatencies) };
            case "check":
                return await swarm.RunOnLoop(() => CheckContents(swarm));
            default:
                throw new ArgumentException($"Clients do not know how to {request.Command}.", nameof(request));
        }
    }

    /// <summary>Every client's picture, made of what it was sent.</summary>
    static SimulatorResponse CheckContents(ScreenSimulator swarm)
    {
        var pictures = swarm.Clients.Where(client => !client.IsStalled).GroupBy(client => client.ContentId)
            .Select(group => swarm.ScreenContents.BuildHtml(group.Key)).Distinct().ToArray();
        return pictures is [var one] ? new() { Html = one } : new($"The clients show {pictures.Length} different pictures.");
    }

    static Task<SimulatorResponse> CreateResponse(ScreenSimulator swarm, string? trouble) => swarm.RunOnLoop(() => new SimulatorResponse(trouble)
    {
        ReadyCount = swarm.ReadyCount,
        LastReadyAt = swarm.LastReadyAt,
        LostConnections = swarm.LostConnections,
        ReceivedBytes = swarm.ReceivedBytes,
        Frames = swarm.Frames,
        FrameBytes = swarm.FrameBytes,
        FirstConnectAt = swarm.FirstConnectAt,
        Version = Enumerable.Range(0, swarm.Clients.Count).Where(index => !swarm.Clients[index].IsStalled).Min(swarm.EditReceipts.GetNewestVersion),
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
