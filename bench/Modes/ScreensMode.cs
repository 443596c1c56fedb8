using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Clients.Sockets;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// The contenders side by side with the same number of screens: one edit of the first, one of the second, one of the third, and
/// again, on a fixed schedule.
/// </summary>
sealed class ScreensMode(BenchOptions options, PublishedApplication published, BenchReport report)
{
    /// <summary>Past it their memory does not fit into many machines: only where it is asked for.</summary>
    const int MaxCircuits = 4_000;

    /// <summary>From so many on, circuits need longer for an edit than all others together.</summary>
    const int ManyScreens = 1_000;

    /// <summary>As <c>Pace</c> of the application reckons: so long its screens do not acknowledge what they have painted.</summary>
    const int FramesPerMillisecond = 25;

    /// <summary>And so many of them do in a millisecond, then.</summary>
    const int AcknowledgementsPerMillisecond = 20;

    /// <summary>Milliseconds: so long one circuit needs for an edit, with some to spare.</summary>
    const double CircuitSlotMs = .5;

    /// <summary>
    /// A server that has just been started compiles while it works, what is used thirty times once more and then again, and a meeting
    /// lasts for hours: so many edits, with time in between for it to do so.
    /// </summary>
    const int WarmUpEdits = 200;

    /// <summary>The same once all are connected: what is done for each of them has been done often enough after the first.</summary>
    const int WarmUpEditsConnected = 30;

    /// <summary>Later than this, and what was measured is not what was meant; so long also a server has for itself when it gets warm.</summary>
    static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>The slot of whoever needs next to nothing.</summary>
    static readonly TimeSpan ShortestSlot = TimeSpan.FromMilliseconds(60);

    public async Task<IReadOnlyList<Contender>> Run(int count, int edits, bool isPinned)
    {
        var (server, clients) = BenchOptions.GetProcessorPins(isPinned);
        report.WriteHeading($"{count} screens, {edits} rounds, {(isPinned ? "server and clients on one processor each" : "not pinned")}");
        var contenders = new List<Contender>();
        try
        {
            await StartContenders(contenders, count, server, clients);
            await RunEdits(contenders, edits);
            await CheckClients(contenders);
            WriteReport(contenders);
            return contenders;
        }
        catch (BenchException trouble)
        {
            var said = contenders.SelectMany(contender => contender.Server.OutputLines.Select(line => $"{contender.Name}: {line}"));
            throw new BenchException(string.Join('\n', [trouble.Message, .. said.TakeLast(40)]));
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }

    async Task StartContenders(List<Contender> contenders, int count, int? server, int? clients)
    {
        var ours = await BriefingApplication.Start(published, server);
        // Until the last acknowledgement is in: it must not fall into another's slot.
        var (slot, brief) = (ShortestSlot + TimeSpan.FromMilliseconds(count * .1), ShortestSlot + TimeSpan.FromMilliseconds(count * .05));
        contenders.Add(new("ours", ours, SimulatorProcess.Start(clients), begun => ours.PutNextFigure(begun), slot)
        {
            AckSilence = TimeSpan.FromMilliseconds(count / FramesPerMillisecond),
        });
        var alone = await BriefingApplication.Start(published, server);
        contenders.Add(new("ours, no screens", alone, null, begun => alone.PutNextFigure(begun), ShortestSlot));
        var floor = await BaselineServerProcess.Start(server);
        contenders.Add(new("floor", floor, SimulatorProcess.Start(clients), begun => floor.SendMessage(begun), slot));
        var silent = await BaselineServerProcess.Start(server);
        contenders.Add(new("floor, nothing comes back", silent, SimulatorProcess.Start(clients), begun => silent.SendMessage(begun), brief));

        for (var i = 0; i < WarmUpEdits; i++)
        {
            ours.PutNextFigure();
            alone.PutNextFigure();
            await Task.Delay(MaxDelay);
        }

        var path = $"/hubs/briefing?lang=vi{(options.GetText("whole") is null ? "&changes=true" : "")}";
        await ConnectClients(contenders[0], count, new(ours.Port, path, IssueKeys(ours), UsesSignalR: true, Acknowledges: true, Reconnects: false));
        floor.MessageBytes = silent.MessageBytes = (int)Math.Round(contenders[0].BytesPerScreenAndEdit);
        // As the application's do. At once, they fell between the frames in some runs and not in others: 80 ms or 102.
        floor.AckDelayMs = (count / FramesPerMillisecond, count / AcknowledgementsPerMillisecond);
        await ConnectClients(contenders[2], count, new(floor.Port, "/", [], UsesSignalR: false, Acknowledges: true, Reconnects: false));
        await ConnectClients(contenders[3], count, new(silent.Port, "/", [], UsesSignalR: false, Acknowledges: false, Reconnects: false));
        if (options.GetText("with") != "circuits" && (count > MaxCircuits || options.GetText("without") == "circuits"))
            return;
        var circuits = await CircuitServerProcess.Start(server);
        var longer = TimeSpan.FromMilliseconds(Math.Max(ShortestSlot.TotalMilliseconds, count * CircuitSlotMs));
        contenders.Add(new("circuits", circuits, SimulatorProcess.Start(clients, "circuit-clients"), begun => circuits.PutNextValue(begun), longer)
        {
            RoundInterval = count < ManyScreens ? 1 : 8,
        });
        await ConnectClients(contenders[4], count, new(circuits.Port, "/", [], UsesSignalR: false, Acknowledges: true, Reconnects: false));
    }

    string[] IssueKeys(BriefingApplication application) => options.GetText("keys") == "one" ? [application.IssueNationalKey()] : application.IssueProvinceKeys();

    /// <summary>All screens come, and the server gets warm.</summary>
    static async Task ConnectClients(Contender contender, int count, LoadTarget to)
    {
        // First the heap: what nobody uses is given back, and memory does not depend on when it was collected last.
        var (heap, memory) = (contender.Server.CollectAndGetHeapBytes(), contender.Server.PrivateBytes);
        var (processor, begun) = (contender.Server.ProcessorTimeMs, Stopwatch.GetTimestamp());
        var answer = await contender.Clients!.SendOrThrow(new("connect") { Count = count, Target = to, Seconds = 120 });
        contender.Count = count;
        contender.ConnectingMs = Stopwatch.GetElapsedTime(begun, answer.LastReadyAt).TotalMilliseconds;
        contender.ConnectingProcessorMsPerScreen = (contender.Server.ProcessorTimeMs - processor) / count;
        for (var i = 0; i < WarmUpEditsConnected; i++)
        {
            contender.Edit(Stopwatch.GetTimestamp());
            await Task.Delay(contender.Slot);
        }

        var before = await contender.Clients!.SendOrThrow(new("look"));
        const int Measured = 10;
        for (var i = 0; i < Measured; i++)
        {
            contender.Edit(Stopwatch.GetTimestamp());
            await Task.Delay(2 * contender.Slot);
        }

        var after = await contender.Clients!.SendOrThrow(new("look"));
        contender.BytesPerScreenAndEdit = (double)(after.ReceivedBytes - before.ReceivedBytes) / Measured / count;
        contender.HeapBytesPerScreen = (double)(contender.Server.CollectAndGetHeapBytes() - heap) / count;
        contender.PrivateBytesPerScreen = (double)(contender.Server.PrivateBytes - memory) / count;
    }

    async Task RunEdits(List<Contender> contenders, int edits)
    {
        var late = TimeSpan.Zero;
        foreach (var contender in contenders.Where(contender => contender.Clients is not null))
            contender.ClientsProcessorMs = -(await contender.Clients!.SendOrThrow(new("look"))).ProcessorTimeMs;
        Console.WriteLine("All are connected and warm; the slots begin.");
        var next = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 2;
        for (var edit = 0; edit < edits; edit++)
        {
            foreach (var contender in contenders.Where(contender => edit % contender.RoundInterval == 0))
            {
                await DelayUntil(next);
                late = Stopwatch.GetElapsedTime(next) is var behind && behind > late ? behind : late;
                var processor = contender.Server.ProcessorTimeMs;
                var edited = contender.Edit(next);
                if (contender.Clients is { } clients)
                    await clients.SendOrThrow(new("edit") { Version = edited.Version, ScheduledAt = edited.ScheduledAt });
                contender.AnswerTimesUs.Add(edited.Elapsed.TotalMicroseconds);
                if (contender.AckSilence > TimeSpan.Zero)
                {
                    // The frames are out, and the first acknowledgement is not in.
                    await DelayUntil(next + (long)((edited.Elapsed + contender.AckSilence).TotalSeconds * Stopwatch.Frequency));
                    contender.FramesProcessorMs.Add(contender.Server.ProcessorTimeMs - processor);
                }

                next += (long)(contender.Slot.TotalSeconds * Stopwatch.Frequency);
                await DelayUntil(next - (Stopwatch.Frequency / 100));
                contender.ServerProcessorMs.Add(contender.Server.ProcessorTimeMs - processor);
            }
        }

        if (late > MaxDelay)
            report.WriteLine($"The edits fell behind their schedule by up to {BenchReport.FormatNumber(late.TotalMilliseconds)} ms: a slot was too short, or something else has the processors. The delays of all that came later count from when they should have been.");
        foreach (var contender in contenders.Where(contender => contender.Clients is not null))
        {
            contender.ClientsProcessorMs += (await contender.Clients!.SendOrThrow(new("look"))).ProcessorTimeMs;
            contender.Latencies = (await contender.Clients!.SendOrThrow(new("take") { Seconds = 60 })).Latencies;
        }
    }

    static async Task DelayUntil(long timestamp)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
    }

    static async Task CheckClients(List<Contender> contenders)
    {
        foreach (var contender in contenders.Where(contender => contender.Clients is not null))
        {
            var told = await contender.Clients!.SendOrThrow(new("look"));
            if (told.LostConnections > 0)
                throw new BenchException($"{contender.Name}: {told.LostConnections} connections were lost.");
            if (contender.Name is "ours" or "circuits" && (await contender.Clients!.SendOrThrow(new("check"))).Html!.Contains($"data-version=\"{told.Version}\"", StringComparison.Ordinal) is false)
                throw new BenchException($"{contender.Name}: the clients do not show version {told.Version}.");
        }
    }

    void WriteReport(IReadOnlyList<Contender> contenders) => report.WriteTable(
        [
            "ms unless said otherwise", "edits", "screen: median", "p99", "slowest", "last screen: median", "p99", "edit's answer: median", "p99",
            "server CPU an edit", "clients CPU an edit", "memory a screen, KB", "of it managed", "bytes a screen", "all connected", "CPU to connect one",
        ],
        contenders.Select(contender =>
        {
            var (all, last, answers) = (contender.Latencies?.AllReceipts, contender.Latencies?.LastScreen, Quantiles.Compute([.. contender.AnswerTimesUs]));
            var edits = contender.AnswerTimesUs.Count;
            return (string[])
            [
                contender.Name,
                $"{edits}",
                BenchReport.FormatMicrosecondsAsMs(all?.Median ?? double.NaN),
                BenchReport.FormatMicrosecondsAsMs(edits >= 500 ? all?.P99 ?? double.NaN : double.NaN),
                BenchReport.FormatMicrosecondsAsMs(all?.Slowest ?? double.NaN),
                BenchReport.FormatMicrosecondsAsMs(last?.Median ?? double.NaN),
                BenchReport.FormatMicrosecondsAsMs(edits >= 500 ? last?.P99 ?? double.NaN : double.NaN),
                BenchReport.FormatMicrosecondsAsMs(answers.Median),
                BenchReport.FormatMicrosecondsAsMs(edits >= 500 ? answers.P99 : double.NaN),
                BenchReport.FormatNumber(contender.ServerProcessorMs.Average()),
                contender.Clients is null ? "–" : BenchReport.FormatNumber(contender.ClientsProcessorMs / edits),
                contender.Clients is null ? "–" : BenchReport.FormatNumber(contender.PrivateBytesPerScreen / 1024),
                contender.Clients is null ? "–" : BenchReport.FormatNumber(contender.HeapBytesPerScreen / 1024),
                contender.Clients is null ? "–" : BenchReport.FormatNumber(contender.BytesPerScreenAndEdit),
                contender.Clients is null ? "–" : BenchReport.FormatNumber(contender.ConnectingMs),
                contender.Clients is null ? "–" : BenchReport.FormatNumber(contender.ConnectingProcessorMsPerScreen),
            ];
        }));
}
