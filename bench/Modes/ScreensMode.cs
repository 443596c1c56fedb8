using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Clients.Sockets;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// Measures the contenders side by side with the same number of screens: one edit of each in turn, on a fixed schedule, so that the
/// machine's noise affects all of them alike.
/// </summary>
sealed class ScreensMode(BenchOptions options, PublishedApplication published, BenchReport report)
{
    /// <summary>Above this number circuits need more memory than many machines have, and run only with --with circuits.</summary>
    const int MaxCircuits = 4_000;

    /// <summary>From this number on circuits need longer for an edit than all others together.</summary>
    const int ManyScreens = 1_000;

    /// <summary>As in <c>AckDelay</c> of the application: the minimum delay is 1 ms for each 25 screens.</summary>
    const int FramesPerMillisecond = 25;

    /// <summary>As in <c>AckDelay</c>: the jitter is 1 ms for each 20 screens.</summary>
    const int AcknowledgementsPerMillisecond = 20;

    /// <summary>Slot for each circuit: what it needs for an edit, with a reserve.</summary>
    const double CircuitSlotMs = .5;

    /// <summary>
    /// Edits before the measurement, with pauses for the tiered compilation, which recompiles methods after 30 calls: a meeting lasts for
    /// hours, so that only the optimised code counts.
    /// </summary>
    const int WarmUpEdits = 200;

    /// <summary>Edits after all screens are connected; few, because the code per screen runs thousands of times in each.</summary>
    const int WarmUpEditsConnected = 30;

    /// <summary>Longest tolerated delay behind the schedule; also the pause between warm-up edits.</summary>
    static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Minimum slot of a contender.</summary>
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
            var output = contenders.SelectMany(contender => contender.Server.OutputLines.Select(line => $"{contender.Name}: {line}"));
            throw new BenchException(string.Join('\n', [trouble.Message, .. output.TakeLast(40)]));
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }

    async Task StartContenders(List<Contender> contenders, int count, int? server, int? clients)
    {
        var ours = await BriefingApplication.Start(published, server);
        // Long enough for the last acknowledgement, which must not fall into the next contender's slot.
        var (slot, brief) = (ShortestSlot + TimeSpan.FromMilliseconds(count * .1), ShortestSlot + TimeSpan.FromMilliseconds(count * .05));
        contenders.Add(new("ours", ours, SimulatorProcess.Start(clients), begun => ours.PutNextFigure(begun), slot)
        {
            AckSilence = TimeSpan.FromMilliseconds(count / FramesPerMillisecond),
        });
        var alone = await BriefingApplication.Start(published, server);
        contenders.Add(new("ours, no screens", alone, null, begun => alone.PutNextFigure(begun), ShortestSlot));
        var baseline = await BaselineServerProcess.Start(server);
        contenders.Add(new("floor", baseline, SimulatorProcess.Start(clients), begun => baseline.SendMessage(begun), slot));
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
        baseline.MessageBytes = silent.MessageBytes = (int)Math.Round(contenders[0].BytesPerScreenAndEdit);
        // The application's delay: immediate acknowledgements fell between the frames in some runs and not in others (80 or 102 ms).
        baseline.AckDelayMs = (count / FramesPerMillisecond, count / AcknowledgementsPerMillisecond);
        await ConnectClients(contenders[2], count, new(baseline.Port, "/", [], UsesSignalR: false, Acknowledges: true, Reconnects: false));
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

    string[] IssueKeys(BriefingApplication application) =>
        options.GetText("keys") == "one" ? [application.IssueNationalKey()] : application.IssueProvinceKeys();

    /// <summary>Connects all screens, warms the server up and measures memory and bytes per screen.</summary>
    static async Task ConnectClients(Contender contender, int count, LoadTarget to)
    {
        // Collects the heap first, so that memory does not depend on the time of the last collection.
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
                    // All frames are sent, and no acknowledgement has come yet.
                    await DelayUntil(next + (long)((edited.Elapsed + contender.AckSilence).TotalSeconds * Stopwatch.Frequency));
                    contender.FramesProcessorMs.Add(contender.Server.ProcessorTimeMs - processor);
                }

                next += (long)(contender.Slot.TotalSeconds * Stopwatch.Frequency);
                await DelayUntil(next - (Stopwatch.Frequency / 100));
                contender.ServerProcessorMs.Add(contender.Server.ProcessorTimeMs - processor);
            }
        }

        if (late > MaxDelay)
        {
            report.WriteLine(
                $"The edits fell behind their schedule by up to {BenchReport.FormatNumber(late.TotalMilliseconds)} ms: a slot was too short, "
                + "or something else has the processors. The delays of all that came later count from when they should have been.");
        }

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
            var state = await contender.Clients!.SendOrThrow(new("look"));
            if (state.LostConnections > 0)
                throw new BenchException($"{contender.Name}: {state.LostConnections} connections were lost.");
            if (contender.Name is not ("ours" or "circuits"))
                continue;
            var html = (await contender.Clients!.SendOrThrow(new("check"))).Html!;
            if (!html.Contains($"data-version=\"{state.Version}\"", StringComparison.Ordinal))
                throw new BenchException($"{contender.Name}: the clients do not show version {state.Version}.");
        }
    }

    void WriteReport(IReadOnlyList<Contender> contenders) => report.WriteTable(
        [
            "ms unless said otherwise", "edits", "screen: median", "p99", "slowest", "last screen: median", "p99", "edit's answer: median", "p99",
            "server CPU an edit", "clients CPU an edit", "memory a screen, KB", "of it managed", "bytes a screen", "all connected",
            "CPU to connect one",
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
