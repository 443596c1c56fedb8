using System.Diagnostics;
using NgoDashboard.Bench.Clients;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// The contenders side by side with the same number of screens: one edit of the first, one of the second, one of the third, and
/// again, on a fixed schedule.
/// </summary>
sealed class Screens(Options options, Published published, Report report)
{
    /// <summary>Past it their memory does not fit into many machines: only where it is asked for.</summary>
    const int MostCircuits = 4_000;

    /// <summary>From so many on, circuits need longer for an edit than all others together.</summary>
    const int Many = 1_000;

    /// <summary>As <c>Pace</c> of the application reckons: so long its screens do not acknowledge what they have painted.</summary>
    const int FramesPerMillisecond = 25;

    /// <summary>And so many of them do in a millisecond, then.</summary>
    const int AcknowledgementsPerMillisecond = 20;

    /// <summary>Milliseconds: so long one circuit needs for an edit, with some to spare.</summary>
    const double SlotOfCircuit = .5;

    /// <summary>
    /// A server that has just been started compiles while it works, what is used thirty times once more and then again, and a meeting
    /// lasts for hours: so many edits, with time in between for it to do so.
    /// </summary>
    const int Warming = 200;

    /// <summary>The same once all are connected: what is done for each of them has been done often enough after the first.</summary>
    const int WarmingConnected = 30;

    /// <summary>Later than this, and what was measured is not what was meant; so long also a server has for itself when it gets warm.</summary>
    static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    /// <summary>The slot of whoever needs next to nothing.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(60);

    public async Task<IReadOnlyList<Contender>> Run(int count, int edits, bool isPinned)
    {
        var (server, clients) = Options.Pins(isPinned);
        report.Head($"{count} screens, {edits} rounds, {(isPinned ? "server and clients on one processor each" : "not pinned")}");
        var contenders = new List<Contender>();
        try
        {
            await Start(contenders, count, server, clients);
            await Edit(contenders, edits);
            await Check(contenders);
            Tell(contenders);
            return contenders;
        }
        catch (TroubleException trouble)
        {
            var said = contenders.SelectMany(contender => contender.Server.Said.Select(line => $"{contender.Name}: {line}"));
            throw new TroubleException(string.Join('\n', [trouble.Message, .. said.TakeLast(40)]));
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }

    async Task Start(List<Contender> contenders, int count, int? server, int? clients)
    {
        var ours = await Application.Start(published, server);
        // Until the last acknowledgement is in: it must not fall into another's slot.
        var (slot, brief) = (Shortest + TimeSpan.FromMilliseconds(count * .1), Shortest + TimeSpan.FromMilliseconds(count * .05));
        contenders.Add(new("ours", ours, ClientsChild.Start(clients), begun => ours.Edit(begun), slot)
        {
            Silence = TimeSpan.FromMilliseconds(count / FramesPerMillisecond),
        });
        var alone = await Application.Start(published, server);
        contenders.Add(new("ours, no screens", alone, null, begun => alone.Edit(begun), Shortest));
        var floor = await Floor.Start(server);
        contenders.Add(new("floor", floor, ClientsChild.Start(clients), begun => floor.Edit(begun), slot));
        var silent = await Floor.Start(server);
        contenders.Add(new("floor, nothing comes back", silent, ClientsChild.Start(clients), begun => silent.Edit(begun), brief));

        for (var i = 0; i < Warming; i++)
        {
            ours.Edit();
            alone.Edit();
            await Task.Delay(Quick);
        }

        var path = $"/hubs/briefing?lang=vi{(options.Text("whole") is null ? "&changes=true" : "")}";
        await Connect(contenders[0], count, new(ours.Port, path, Keys(ours), SpeaksHub: true, Acknowledges: true, Returns: false));
        floor.Bytes = silent.Bytes = (int)Math.Round(contenders[0].Bytes);
        // As the application's do. At once, they fell between the frames in some runs and not in others: 80 ms or 102.
        floor.Pace = (count / FramesPerMillisecond, count / AcknowledgementsPerMillisecond);
        await Connect(contenders[2], count, new(floor.Port, "/", [], SpeaksHub: false, Acknowledges: true, Returns: false));
        await Connect(contenders[3], count, new(silent.Port, "/", [], SpeaksHub: false, Acknowledges: false, Returns: false));
        if (options.Text("with") != "circuits" && (count > MostCircuits || options.Text("without") == "circuits"))
            return;
        var circuits = await Circuits.Start(server);
        var longer = TimeSpan.FromMilliseconds(Math.Max(Shortest.TotalMilliseconds, count * SlotOfCircuit));
        contenders.Add(new("circuits", circuits, ClientsChild.Start(clients, "circuit-clients"), begun => circuits.Edit(begun), longer)
        {
            Every = count < Many ? 1 : 8,
        });
        await Connect(contenders[4], count, new(circuits.Port, "/", [], SpeaksHub: false, Acknowledges: true, Returns: false));
    }

    string[] Keys(Application application) => options.Text("keys") == "one" ? [application.NationalKey()] : application.ProvinceKeys();

    /// <summary>All screens come, and the server gets warm.</summary>
    static async Task Connect(Contender contender, int count, Destination to)
    {
        // First the heap: what nobody uses is given back, and memory does not depend on when it was collected last.
        var (heap, memory) = (contender.Server.Heap(), contender.Server.Memory);
        var (processor, begun) = (contender.Server.Processor, Stopwatch.GetTimestamp());
        var answer = await contender.Clients!.Ask(new("connect") { Count = count, To = to, Seconds = 120 });
        contender.Count = count;
        contender.Connecting = Stopwatch.GetElapsedTime(begun, answer.At).TotalMilliseconds;
        contender.ConnectingProcessor = (contender.Server.Processor - processor) / count;
        for (var i = 0; i < WarmingConnected; i++)
        {
            contender.Edit(Stopwatch.GetTimestamp());
            await Task.Delay(contender.Slot);
        }

        var before = await contender.Clients!.Ask(new("look"));
        const int Measured = 10;
        for (var i = 0; i < Measured; i++)
        {
            contender.Edit(Stopwatch.GetTimestamp());
            await Task.Delay(2 * contender.Slot);
        }

        var after = await contender.Clients!.Ask(new("look"));
        contender.Bytes = (double)(after.Bytes - before.Bytes) / Measured / count;
        contender.Heap = (double)(contender.Server.Heap() - heap) / count;
        contender.Memory = (double)(contender.Server.Memory - memory) / count;
    }

    async Task Edit(List<Contender> contenders, int edits)
    {
        var late = TimeSpan.Zero;
        foreach (var contender in contenders.Where(contender => contender.Clients is not null))
            contender.ClientsProcessor = -(await contender.Clients!.Ask(new("look"))).Processor;
        Console.WriteLine("All are connected and warm; the slots begin.");
        var next = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 2;
        for (var edit = 0; edit < edits; edit++)
        {
            foreach (var contender in contenders.Where(contender => edit % contender.Every == 0))
            {
                await Until(next);
                late = Stopwatch.GetElapsedTime(next) is var behind && behind > late ? behind : late;
                var processor = contender.Server.Processor;
                var edited = contender.Edit(next);
                if (contender.Clients is { } clients)
                    await clients.Ask(new("edit") { Version = edited.Version, Begun = edited.Begun });
                contender.Answers.Add(edited.Took.TotalMicroseconds);
                if (contender.Silence > TimeSpan.Zero)
                {
                    // The frames are out, and the first acknowledgement is not in.
                    await Until(next + (long)((edited.Took + contender.Silence).TotalSeconds * Stopwatch.Frequency));
                    contender.FramesProcessor.Add(contender.Server.Processor - processor);
                }

                next += (long)(contender.Slot.TotalSeconds * Stopwatch.Frequency);
                await Until(next - (Stopwatch.Frequency / 100));
                contender.ServerProcessor.Add(contender.Server.Processor - processor);
            }
        }

        if (late > Quick)
            report.Say($"The edits fell behind their schedule by up to {Report.Number(late.TotalMilliseconds)} ms: a slot was too short, or something else has the processors. The delays of all that came later count from when they should have been.");
        foreach (var contender in contenders.Where(contender => contender.Clients is not null))
        {
            contender.ClientsProcessor += (await contender.Clients!.Ask(new("look"))).Processor;
            contender.Latencies = (await contender.Clients!.Ask(new("take") { Seconds = 60 })).Latencies;
        }
    }

    static async Task Until(long timestamp)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
    }

    static async Task Check(List<Contender> contenders)
    {
        foreach (var contender in contenders.Where(contender => contender.Clients is not null))
        {
            var told = await contender.Clients!.Ask(new("look"));
            if (told.Lost > 0)
                throw new TroubleException($"{contender.Name}: {told.Lost} connections were lost.");
            if (contender.Name is "ours" or "circuits" && (await contender.Clients!.Ask(new("check"))).Picture!.Contains($"data-version=\"{told.Version}\"", StringComparison.Ordinal) is false)
                throw new TroubleException($"{contender.Name}: the clients do not show version {told.Version}.");
        }
    }

    void Tell(IReadOnlyList<Contender> contenders) => report.Table(
        [
            "ms unless said otherwise", "edits", "screen: median", "p99", "slowest", "last screen: median", "p99", "edit's answer: median", "p99",
            "server CPU an edit", "clients CPU an edit", "memory a screen, KB", "of it managed", "bytes a screen", "all connected", "CPU to connect one",
        ],
        contenders.Select(contender =>
        {
            var (all, last, answers) = (contender.Latencies?.All, contender.Latencies?.Last, Quantiles.Of([.. contender.Answers]));
            var edits = contender.Answers.Count;
            return (string[])
            [
                contender.Name,
                $"{edits}",
                Report.Milliseconds(all?.Median ?? double.NaN),
                Report.Milliseconds(edits >= 500 ? all?.P99 ?? double.NaN : double.NaN),
                Report.Milliseconds(all?.Slowest ?? double.NaN),
                Report.Milliseconds(last?.Median ?? double.NaN),
                Report.Milliseconds(edits >= 500 ? last?.P99 ?? double.NaN : double.NaN),
                Report.Milliseconds(answers.Median),
                Report.Milliseconds(edits >= 500 ? answers.P99 : double.NaN),
                Report.Number(contender.ServerProcessor.Average()),
                contender.Clients is null ? "–" : Report.Number(contender.ClientsProcessor / edits),
                contender.Clients is null ? "–" : Report.Number(contender.Memory / 1024),
                contender.Clients is null ? "–" : Report.Number(contender.Heap / 1024),
                contender.Clients is null ? "–" : Report.Number(contender.Bytes),
                contender.Clients is null ? "–" : Report.Number(contender.Connecting),
                contender.Clients is null ? "–" : Report.Number(contender.ConnectingProcessor),
            ];
        }));
}
