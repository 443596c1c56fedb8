using System.Diagnostics;

namespace NgoDashboard.Bench.Clients;

/// <summary>The process that holds viewers with circuits; asked as <see cref="SwarmProcess"/> is.</summary>
static class CircuitSwarmProcess
{
    public static async Task<int> Run()
    {
        // Where something has come it is read at once, on the thread that was told of it: this process has one processor.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        CircuitSwarm? swarm = null;
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

    static async Task<Answer> Do(CircuitSwarm swarm, Request request)
    {
        switch (request.Do)
        {
            case "connect" or "settled":
                var isSettled = await Until(request.Seconds, () => swarm.Settled == swarm.Circuits.Count || swarm.Trouble is not null);
                return Told(swarm, swarm.Trouble ?? (isSettled ? null : "Not all circuits have a frame."));
            case "edit":
                return swarm.Ask(receipts =>
                {
                    receipts.Expect(request.Version, request.Begun);
                    return new Answer();
                });
            case "look":
                return Told(swarm, null);
            case "take":
                var isComplete = await Until(request.Seconds, () => swarm.Ask(receipts => receipts.IsComplete));
                return Told(swarm, isComplete ? null : "Not every edit reached every circuit.") with { Latencies = swarm.Ask(receipts => receipts.Take()) };
            case "check":
                return Check(swarm);
            default:
                throw new ArgumentException($"Circuits do not know how to {request.Do}.", nameof(request));
        }
    }

    /// <summary>All show one version, and those that came to it from the same one were sent the same bytes.</summary>
    static Answer Check(CircuitSwarm swarm)
    {
        var versions = swarm.Circuits.GroupBy(circuit => circuit.Last.To).ToArray();
        if (versions.Length != 1)
            return new($"The circuits show {versions.Length} different versions.");
        return swarm.Circuits.Select(circuit => circuit.Last).Distinct().GroupBy(last => last.From).All(sent => sent.Count() == 1)
            ? new() { Picture = $"data-version=\"{versions[0].Key}\"", Version = versions[0].Key }
            : new("The circuits were sent different pictures of one version.");
    }

    static Answer Told(CircuitSwarm swarm, string? trouble) => swarm.Ask(_ => new Answer(trouble)
    {
        Settled = swarm.Settled,
        At = swarm.SettledAt,
        Lost = swarm.Lost,
        Bytes = swarm.Circuits.Sum(circuit => circuit.Received),
        Frames = swarm.Batches,
        Version = swarm.Circuits.Min(circuit => circuit.Version),
    });

    static async Task<bool> Until(double seconds, Func<bool> isSo)
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
