using NgoDashboard.Bench.Clients.Protocol;

namespace NgoDashboard.Bench.Clients.Sockets;

/// <summary>The process that simulates screens.</summary>
static class ScreenSimulatorHost
{
    public static Task<int> Run() =>
        SimulatorHost.Run<ScreenSimulator>(request => new(request.Count, request.Target!), HandleRequest);

    static async Task<SimulatorResponse> HandleRequest(ScreenSimulator simulator, SimulatorRequest request)
    {
        switch (request.Command)
        {
            case "connect" or "settled":
                var isReady = await SimulatorHost.WaitUntil(
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
                var isComplete = await SimulatorHost.WaitUntil(request.Seconds, () => simulator.RunOnLoop(() => simulator.EditReceipts.IsComplete));
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
}
