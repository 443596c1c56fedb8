using System.Diagnostics;

namespace NgoDashboard.Bench.Faults;

/// <summary>
/// Each hostile file is posted as a report and as a list of points. The server lives, answers with a sentence, keeps its memory, and an
/// edit that comes meanwhile does not wait for it; what is read goes on for nobody who has hung up.
/// </summary>
sealed class HostilePosts(IReadOnlyList<HostileFile> files) : IFaultPart
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), SlowestEdit = TimeSpan.FromMilliseconds(500);

    /// <summary>Of the process that serves the meeting, over what it had before.</summary>
    const double MostMegabytes = 300;

    readonly List<string[]> rows = [];
    readonly List<TimeSpan> edits = [];
    int dead, rude, unanswered;

    public string Name => "hostile files";

    public async Task Run(FaultContext context)
    {
        context.Head($"{files.Count} hostile files, each as a report and as a list of points");
        var settings = FaultSettings.InNewFolder("hostile");
        var server = await FaultServer.Start(context.Published, settings);
        try
        {
            using var desk = new DeskClient(settings.Port);
            await desk.PutFigure(228_000_000);
            var before = await Edit(desk, 20);
            var idle = server.Resident;
            server.ForgetPeak();
            var peak = 0L;
            foreach (var file in files)
            {
                var content = file.Content();
                foreach (var (path, shown) in ((string, string)[])[("/api/imports?name=a", "report"), ("/api/points", "points")])
                {
                    var ending = file.MediaType == "text/csv" ? ".csv" : ".xlsx";
                    await Post(server, desk, file, content, path.EndsWith("=a", StringComparison.Ordinal) ? path + ending : path, shown);
                    // A process that has crashed writes down why before it ends: the next file is for the next one.
                    if (rows[^1][2] != "none" || !server.Process.WaitForExit(10_000))
                    {
                        peak = Math.Max(peak, server.Peak);
                        continue;
                    }

                    dead++;
                    server.Dispose();
                    server = await FaultServer.Start(context.Published, settings);
                }
            }

            var (busyAfter, childrenAfter) = await HangUp(server, settings);
            Tell(context, before, Math.Max(0, peak - idle), busyAfter, childrenAfter);
        }
        finally
        {
            server.Dispose();
        }
    }

    async Task Post(FaultServer server, DeskClient desk, HostileFile file, byte[] content, string path, string shown)
    {
        using var sender = new DeskClient(server.Port, patience: Patience);
        var begun = Stopwatch.GetTimestamp();
        var posting = sender.Post(path, content, file.MediaType);
        var meanwhile = new List<TimeSpan>();
        while (!posting.IsCompleted && !server.Process.HasExited)
        {
            meanwhile.AddRange(await Edit(desk, 1));
            await Task.WhenAny(posting, Task.Delay(50));
        }

        var answer = await posting;
        var took = Stopwatch.GetElapsedTime(begun);
        edits.AddRange(meanwhile);
        unanswered += answer.Status == 0 ? 1 : 0;
        rude += answer.Status > 0 && !answer.IsSentence ? 1 : 0;
        rows.Add([file.Name, shown, answer.Status == 0 ? "none" : $"{answer.Status}", Report.Number(took.TotalSeconds),
            Report.Number(meanwhile.Select(one => one.TotalMilliseconds).DefaultIfEmpty(double.NaN).Max())]);
    }

    static async Task<List<TimeSpan>> Edit(DeskClient desk, int count)
    {
        var took = new List<TimeSpan>();
        for (var i = 0; i < count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await desk.PutFigure(228_000_000 + (Random.Shared.Next(90_000) * 100L));
            // One that is not answered has waited as long as anybody does.
            took.Add(Stopwatch.GetElapsedTime(begun));
        }

        return took;
    }

    /// <summary>
    /// Senders that hang up: how much processor time is spent in the second from five seconds after on, and how many children are left at
    /// work.
    /// </summary>
    static async Task<(double Busy, int Children)> HangUp(FaultServer server, FaultSettings settings)
    {
        var heads = HostileFiles.All.First(file => file.Name.StartsWith("heads", StringComparison.Ordinal));
        using (var cancellation = new CancellationTokenSource())
        {
            using var sender = new DeskClient(settings.Port, patience: Patience);
            var posting = sender.Post("/api/imports?name=a.csv", heads.Content(), heads.MediaType, cancellation.Token);
            await Task.Delay(700);
            await cancellation.CancelAsync();
            await posting;
        }

        await Task.Delay(5_000);
        int[] all = [server.Process.Id, .. server.Descendants()];
        var spent = all.ToDictionary(id => id, Spent);
        await Task.Delay(1_000);
        var busy = all.Where(FaultServer.IsAlive).Select(id => Spent(id) - spent[id]).ToArray();
        return (busy.Sum(), busy.Skip(1).Count(one => one > 500));
    }

    /// <summary>Milliseconds of processor time of a process, 0 of one that has ended.</summary>
    static double Spent(int id)
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

    void Tell(FaultContext context, List<TimeSpan> before, long memory, double busyAfter, int childrenAfter)
    {
        context.Table(["file", "as", "answer", "seconds", "slowest edit meanwhile, ms"], rows);
        double Median(IEnumerable<TimeSpan> all) => Quantiles.Of([.. all.Select(one => one.TotalMilliseconds)]).Median;
        var slowest = edits.DefaultIfEmpty().Max();
        context.Say($"An edit took {Report.Number(Median(before))} ms at the median before, {Report.Number(Median(edits))} ms meanwhile; "
            + $"a second, five seconds after a sender hung up, cost {Report.Number(busyAfter)} ms of processor time.");
        context.None("hostile files: that end the server", dead);
        context.None("hostile files: without an answer", unanswered);
        context.None("hostile files: answered without a sentence", rude);
        context.Goal("hostile files: memory of the server itself, more than before", $"{MostMegabytes} MB", memory / (1024.0 * 1024),
            MostMegabytes, "MB");
        context.Time("hostile files: slowest edit meanwhile", slowest, SlowestEdit);
        context.None("hostile files: children still at work after their sender hung up", childrenAfter);
        context.Goal("hostile files: processor time of a second after a sender hung up", "500 ms", busyAfter, 500, "ms");
    }
}
