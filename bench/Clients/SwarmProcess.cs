using System.Diagnostics;

namespace NgoDashboard.Bench.Clients;

/// <summary>The process that holds plain clients: asked over its standard input, until that ends.</summary>
static class SwarmProcess
{
    public static async Task<int> Run()
    {
        Swarm? swarm = null;
        while (Console.In.ReadLine() is { } line)
        {
            var request = Line.Read<Request>(line);
            Answer answer;
            try
            {
                if (request.Do == "connect")
                {
                    swarm?.Dispose();
                    swarm = new(request.Count, request.To!);
                }

                answer = await Do(swarm!, request);
            }
            catch (Exception failure)
            {
                answer = new(failure.Message);
            }

            Console.Out.WriteLine(Line.Of(answer with { Processor = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds }));
        }

        swarm?.Dispose();
        return 0;
    }

    static async Task<Answer> Do(Swarm swarm, Request request)
    {
        switch (request.Do)
        {
            case "connect" or "settled":
                var isSettled = await Until(request.Seconds, () => swarm.Ask(() => swarm.Settled == swarm.Clients.Count(client => !client.IsStalled)));
                return await Told(swarm, isSettled ? null : "Not all clients have a frame.");
            case "edit":
                await swarm.Ask(() =>
                {
                    swarm.Receipts.Expect(request.Version, request.Begun);
                    return true;
                });
                return new();
            case "stall" or "unstall":
                await swarm.Ask(() =>
                {
                    swarm.Stall(request.Count, request.Do == "stall");
                    return true;
                });
                return new();
            case "look":
                return await Told(swarm, null);
            case "take":
                var isComplete = await Until(request.Seconds, () => swarm.Ask(() => swarm.Receipts.IsComplete));
                return await Told(swarm, isComplete ? null : "Not every edit reached every client.") with { Latencies = await swarm.Ask(swarm.Receipts.Take) };
            case "check":
                return await swarm.Ask(() => Check(swarm));
            default:
                throw new ArgumentException($"Clients do not know how to {request.Do}.", nameof(request));
        }
    }

    /// <summary>Every client's picture, made of what it was sent.</summary>
    static Answer Check(Swarm swarm)
    {
        var pictures = swarm.Clients.Where(client => !client.IsStalled).GroupBy(client => client.Content)
            .Select(group => swarm.Pictures.Make(group.Key)).Distinct().ToArray();
        return pictures is [var one] ? new() { Picture = one } : new($"The clients show {pictures.Length} different pictures.");
    }

    static Task<Answer> Told(Swarm swarm, string? trouble) => swarm.Ask(() => new Answer(trouble)
    {
        Settled = swarm.Settled,
        At = swarm.SettledAt,
        Lost = swarm.Lost,
        Bytes = swarm.BytesReceived,
        Frames = swarm.Frames,
        FrameBytes = swarm.FrameBytes,
        Begun = swarm.BegunAt,
        Version = Enumerable.Range(0, swarm.Clients.Count).Where(index => !swarm.Clients[index].IsStalled).Min(swarm.Receipts.Newest),
    });

    static async Task<bool> Until(double seconds, Func<Task<bool>> isSo)
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
