using System.Diagnostics;
using NgoDashboard.Bench.Browser;
using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// Hours of a meeting: thousands of updates and scene changes in one Chromium page and hundreds of clients, and whether page and server
/// grow.
/// Server and clients share a processor; the browser is not pinned, because it draws with several processes and without a graphics card,
/// and on one processor the page would wait for its own rendering.
/// </summary>
sealed class SoakMode(BenchOptions options, PublishedApplication published, BenchReport report)
{
    const int Points = 10;

    /// <summary>
    /// Updates, and as many scene changes, before the measurement: the browser goes on compiling during the first two thousand frames, and
    /// the code is part of its heap.
    /// </summary>
    const int WarmUpUpdates = 1_500;

    static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    static readonly (string Scene, int Year)[] Scenes =
        [("sectors", 2022), ("provinces", 2022), ("years", 2023), ("table", 2023), ("compare", 2023), ("sectors", 2023)];

    int step;
    int scene;

    /// <param name="every">Time from one update to the next.</param>
    public async Task<SoakResult> Run(int updates, int scenes, int count, TimeSpan every)
    {
        var (server, _) = BenchOptions.GetProcessorPins(options.GetText("pin") != "no");
        report.WriteHeading(
            $"{updates} updates and {scenes} scene changes, one each {every.TotalMilliseconds} ms, "
            + $"{count} clients and one page in Chromium");
        using var ours = await BriefingApplication.Start(published, server);
        using var clients = SimulatorProcess.Start(server);
        await clients.SendOrThrow(new("connect")
        {
            Count = count,
            Target = new(
                ours.Port, "/hubs/briefing?lang=vi&changes=true", ours.IssueProvinceKeys(), UsesSignalR: true, Acknowledges: true,
                Reconnects: false),
            Seconds = 120,
        });
        await using var chromium = await ChromiumPage.Start();
        var page = new ScreenPage(chromium);
        var address = $"http://127.0.0.1:{ours.Port}";
        await page.Open($"{address}/enter?key={ours.IssueNationalKey()}&return=/screen", $"{address}/screen");
        var share = updates / Math.Max(1, scenes);
        await RunUpdates(ours, Math.Min(WarmUpUpdates, updates / 5), 1, every);
        await Task.Delay(SettleTime);
        using var steal = new StealTimeSampler();
        var soaked = new SoakResult(steal);
        soaked.Add(await MeasureSizes(ours, page), null);
        for (var point = 1; point <= Points; point++)
        {
            var version = await RunUpdates(ours, (updates * point / Points) - (updates * (point - 1) / Points), share, every);
            await Task.Delay(SettleTime);
            var painting = await page.TakePaintTimes();
            var state = await clients.SendOrThrow(new("look"));
            if (painting.Version != version || state.Version != version || state.LostConnections > 0)
            {
                throw new BenchException(
                    $"Version {version} was last; the page shows {painting.Version}, the clients {state.Version}, "
                    + $"and {state.LostConnections} of them were lost.");
            }

            soaked.Add(await MeasureSizes(ours, page), painting);
        }

        await clients.SendOrThrow(new("check"));
        WriteReport(soaked);
        return soaked;
    }

    /// <summary>Sends updates, with a scene change after each share of them.</summary>
    /// <returns>The last version.</returns>
    async Task<long> RunUpdates(BriefingApplication ours, int updates, int share, TimeSpan every)
    {
        var next = Stopwatch.GetTimestamp();
        for (var i = 0; i < updates; i++)
        {
            ours.PutNextFigure();
            next = await DelayUntilNext(next, every);
            if (share == 0 || ++step % share != 0)
                continue;
            // Every second scene is the overview, in which the updates are visible.
            var (kind, year) = ++scene % 2 == 0 ? ("overview", 2023) : Scenes[scene / 2 % Scenes.Length];
            ours.PutScene(kind, year);
            next = await DelayUntilNext(next, every);
        }

        // Ends with the same scene each time, because scenes differ in size.
        return ours.PutScene("overview").Version;
    }

    static async Task<long> DelayUntilNext(long next, TimeSpan every)
    {
        // A delay is not made up for, because two changes at once would be one frame.
        var ticks = every.TotalSeconds * Stopwatch.Frequency;
        var later = Math.Max(next, Stopwatch.GetTimestamp() - (long)(ticks / 2)) + (long)ticks;
        if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), later) is { Ticks: > 0 } left)
            await Task.Delay(left);
        return later;
    }

    static async Task<SoakSizes> MeasureSizes(BriefingApplication ours, ScreenPage page)
    {
        var size = await page.MeasureSize();
        return new(size, ours.CollectAndGetHeapBytes(), ours.PrivateBytes);
    }

    void WriteReport(SoakResult soaked)
    {
        report.WriteTable(
            [
                "at", "page: heap, KB", "DOM nodes", "listeners", "server: heap, KB", "private memory, KB", "frames in the page",
                "received to painted, ms: median", "p99", "slowest", "tasks over 50 ms by the clock", "less what the host took",
                "longest by the clock, ms",
            ],
            soaked.Points.Select((point, i) => (string[])
            [
                i == 0 ? "before" : $"{100 * i / Points} %",
                BenchReport.FormatNumber(point.Sizes.Page.HeapBytes / 1024),
                BenchReport.FormatNumber(point.Sizes.Page.Nodes),
                BenchReport.FormatNumber(point.Sizes.Page.Listeners),
                BenchReport.FormatNumber(point.Sizes.ServerHeapBytes / 1024.0),
                BenchReport.FormatNumber(point.Sizes.ServerPrivateBytes / 1024.0),
                point.Painting is { } painting ? $"{painting.DelaysMs.Length}" : "–",
                point.Painting is { } taken ? BenchReport.FormatNumber(Quantiles.Compute(taken.DelaysMs).Median) : "–",
                point.Painting is { DelaysMs.Length: >= 500 } all ? BenchReport.FormatNumber(Quantiles.Compute(all.DelaysMs).P99) : "–",
                point.Painting is { } slow ? BenchReport.FormatNumber(Quantiles.Compute(slow.DelaysMs).Slowest) : "–",
                point.Painting is { } tasks ? $"{tasks.LongTasks.Length}" : "–",
                point.Painting is { } own ? $"{soaked.CountOwnLongTasks(own)}" : "–",
                point.Painting is { LongTasks.Length: > 0 } longest
                    ? BenchReport.FormatNumber(longest.LongTasks.Max(task => task.DurationMs))
                    : "–",
            ]));
        report.WriteLine($"After against before: page {FormatPercent(soaked.PageGrowth)}, server {FormatPercent(soaked.ServerGrowth)}."
            + $" The straight line through all points: page {FormatPercent(soaked.PageTrend)}, server {FormatPercent(soaked.ServerTrend)}, "
            + "over the whole run.");
        var delays = soaked.PaintDelaysMs;
        report.WriteLine($"Received to painted: median {BenchReport.FormatNumber(delays.Median)} ms, "
            + $"p99 {BenchReport.FormatNumber(delays.P99)} ms, slowest {BenchReport.FormatNumber(delays.Slowest)} ms "
            + $"of {delays.Count} frames; tasks over 50 ms: {soaked.LongTasks} by the clock, "
            + $"{soaked.OwnLongTasks} less what the host took of the processors meanwhile (/proc/stat, steal).");
    }

    static string FormatPercent(double part) => part.ToString("+0.0 %;−0.0 %", System.Globalization.CultureInfo.InvariantCulture);
}

sealed record SoakSizes(PageSize Page, long ServerHeapBytes, long ServerPrivateBytes);

/// <summary>Results of the soak, point by point.</summary>
sealed class SoakResult(StealTimeSampler steal)
{
    const double LongTaskMs = 50;

    readonly List<(SoakSizes Sizes, PaintTimes? Painting)> points = [];

    public IReadOnlyList<(SoakSizes Sizes, PaintTimes? Painting)> Points => points;

    public double PageGrowth => (points[^1].Sizes.Page.HeapBytes / points[0].Sizes.Page.HeapBytes) - 1;

    public double ServerGrowth => ((double)points[^1].Sizes.ServerHeapBytes / points[0].Sizes.ServerHeapBytes) - 1;

    public double PageTrend => LinearTrend.ComputeRelativeChange([.. points.Select(point => point.Sizes.Page.HeapBytes)]);

    public double ServerTrend => LinearTrend.ComputeRelativeChange([.. points.Select(point => (double)point.Sizes.ServerHeapBytes)]);

    /// <summary>Of all frames.</summary>
    public Quantiles PaintDelaysMs => Quantiles.Compute([.. points.SelectMany(point => point.Painting?.DelaysMs ?? [])]);

    public int LongTasks => points.Sum(point => point.Painting?.LongTasks.Length ?? 0);

    /// <summary>Long tasks that are long also after subtracting steal time.</summary>
    public int OwnLongTasks => points.Sum(point => point.Painting is { } painting ? CountOwnLongTasks(painting) : 0);

    public int CountOwnLongTasks(PaintTimes painting) => painting.LongTasks
        .Count(task => task.DurationMs - steal.GetMaxStolenMs(task.StartMs, task.StartMs + task.DurationMs) > LongTaskMs);

    public void Add(SoakSizes sizes, PaintTimes? painting) => points.Add((sizes, painting));
}
