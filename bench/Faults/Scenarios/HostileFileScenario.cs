using System.Diagnostics;
using NgoDashboard.Bench.Faults.Attacks;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.Measuring;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>
/// Posts each hostile file as a report and as a list of points. The server must survive, answer with a message and keep its memory; edits
/// must not wait for the file; and reading must stop when the client disconnects.
/// </summary>
sealed class HostileFileScenario(IReadOnlyList<HostileFile> files) : IFaultScenario
{
    static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(2), SlowestEdit = TimeSpan.FromMilliseconds(500);

    /// <summary>Growth of the server process (not of its child processes).</summary>
    const double MaxMegabytes = 300;

    readonly List<string[]> rows = [];
    readonly List<TimeSpan> edits = [];
    int crashes, unreadableAnswers, unanswered;

    public string Name => "hostile files";

    public async Task Run(FaultContext context)
    {
        context.AddHeading($"{files.Count} hostile files, each as a report and as a list of points");
        var settings = FaultSettings.InNewFolder("hostile");
        var server = await FaultServer.Start(context.Published, settings);
        try
        {
            using var desk = new DeskClient(settings.Port);
            await desk.PutFigure(228_000_000);
            var before = await MeasureEdits(desk, 20);
            var idle = server.ResidentBytes;
            server.ResetPeakResidentBytes();
            var peak = 0L;
            foreach (var file in files)
            {
                var content = file.Content();
                foreach (var (path, shown) in ((string, string)[])[("/api/imports?name=a", "report"), ("/api/points", "points")])
                {
                    var ending = file.MediaType == "text/csv" ? ".csv" : ".xlsx";
                    await PostFile(server, desk, file, content, path.EndsWith("=a", StringComparison.Ordinal) ? path + ending : path, shown);
                    // A crashing process still writes its dump before it exits; the next file needs a new process.
                    if (rows[^1][2] != "none" || !server.Process.WaitForExit(10_000))
                    {
                        peak = Math.Max(peak, server.PeakResidentBytes);
                        continue;
                    }

                    crashes++;
                    server.Dispose();
                    server = await FaultServer.Start(context.Published, settings);
                }
            }

            var (busyAfter, childrenAfter) = await MeasureAfterHangUp(server, settings);
            WriteReport(context, before, Math.Max(0, peak - idle), busyAfter, childrenAfter);
        }
        finally
        {
            server.Dispose();
        }
    }

    async Task PostFile(FaultServer server, DeskClient desk, HostileFile file, byte[] content, string path, string shown)
    {
        using var sender = new DeskClient(server.Port, patience: RequestTimeout);
        var begun = Stopwatch.GetTimestamp();
        var posting = sender.Post(path, content, file.MediaType);
        var meanwhile = new List<TimeSpan>();
        while (!posting.IsCompleted && !server.Process.HasExited)
        {
            meanwhile.AddRange(await MeasureEdits(desk, 1));
            await Task.WhenAny(posting, Task.Delay(50));
        }

        var answer = await posting;
        var took = Stopwatch.GetElapsedTime(begun);
        edits.AddRange(meanwhile);
        unanswered += answer.Status == 0 ? 1 : 0;
        unreadableAnswers += answer.Status > 0 && !answer.HasReadableMessage ? 1 : 0;
        rows.Add([file.Name, shown, answer.Status == 0 ? "none" : $"{answer.Status}", BenchReport.FormatNumber(took.TotalSeconds),
            BenchReport.FormatNumber(meanwhile.Select(time => time.TotalMilliseconds).DefaultIfEmpty(double.NaN).Max())]);
    }

    static async Task<List<TimeSpan>> MeasureEdits(DeskClient desk, int count)
    {
        var took = new List<TimeSpan>();
        for (var i = 0; i < count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await desk.PutFigure(228_000_000 + (Random.Shared.Next(90_000) * 100L));
            // An edit without an answer counts with its timeout.
            took.Add(Stopwatch.GetElapsedTime(begun));
        }

        return took;
    }

    /// <summary>
    /// Disconnects during a review, and measures five seconds later the processor time of one second and the child processes that are still
    /// busy.
    /// </summary>
    static async Task<(double Busy, int Children)> MeasureAfterHangUp(FaultServer server, FaultSettings settings)
    {
        var heads = HostileFiles.All.First(file => file.Name.StartsWith("heads", StringComparison.Ordinal));
        using (var cancellation = new CancellationTokenSource())
        {
            using var sender = new DeskClient(settings.Port, patience: RequestTimeout);
            var posting = sender.Post("/api/imports?name=a.csv", heads.Content(), heads.MediaType, cancellation.Token);
            await Task.Delay(700);
            await cancellation.CancelAsync();
            await posting;
        }

        await Task.Delay(5_000);
        int[] all = [server.Process.Id, .. server.GetDescendantProcessIds()];
        var spent = all.ToDictionary(id => id, GetProcessorTimeMs);
        await Task.Delay(1_000);
        var busy = all.Where(FaultServer.IsAlive).Select(id => GetProcessorTimeMs(id) - spent[id]).ToArray();
        return (busy.Sum(), busy.Skip(1).Count(time => time > 500));
    }

    /// <summary>Processor time of a process; 0 if it has exited.</summary>
    static double GetProcessorTimeMs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.TotalProcessorTime.TotalMilliseconds;
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            return 0;
        }
    }

    void WriteReport(FaultContext context, List<TimeSpan> before, long memory, double busyAfter, int childrenAfter)
    {
        context.AddTable(["file", "as", "answer", "seconds", "slowest edit meanwhile, ms"], rows);
        double Median(IEnumerable<TimeSpan> all) => Quantiles.Compute([.. all.Select(time => time.TotalMilliseconds)]).Median;
        var slowest = edits.DefaultIfEmpty().Max();
        context.AddLine($"An edit took {BenchReport.FormatNumber(Median(before))} ms at the median before, "
            + $"{BenchReport.FormatNumber(Median(edits))} ms meanwhile; "
            + $"a second, five seconds after a sender hung up, cost {BenchReport.FormatNumber(busyAfter)} ms of processor time.");
        context.ExpectNone("hostile files: that end the server", crashes);
        context.ExpectNone("hostile files: without an answer", unanswered);
        context.ExpectNone("hostile files: answered without a sentence", unreadableAnswers);
        context.AddGoal("hostile files: memory of the server itself, more than before", $"{MaxMegabytes} MB", memory / (1024.0 * 1024),
            MaxMegabytes, "MB");
        context.AddTimeGoal("hostile files: slowest edit meanwhile", slowest, SlowestEdit);
        context.ExpectNone("hostile files: children still at work after their sender hung up", childrenAfter);
        context.AddGoal("hostile files: processor time of a second after a sender hung up", "500 ms", busyAfter, 500, "ms");
    }
}
