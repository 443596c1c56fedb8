using System.Diagnostics;
using NgoDashboard.Bench.Browser;
using NgoDashboard.Bench.Clients;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// Hours of a meeting: thousands of updates and scene changes in one Chromium page and hundreds of clients, and whether page and
/// server are as large after it as before. Server and clients share a processor; the browser takes what it can get, for it draws with
/// several processes and without a graphics card: on one processor its page would wait for its own picture.
/// </summary>
sealed class Soak(Options options, Published published, Report report)
{
    const int Points = 10;

    /// <summary>
    /// So many updates, and as many scenes, before anything is counted: a browser goes on compiling what it runs for the first two
    /// thousand frames, and its code lies in its heap.
    /// </summary>
    const int Warming = 1_500;

    static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    static readonly (string Scene, int Year)[] Scenes =
        [("sectors", 2022), ("provinces", 2022), ("years", 2023), ("table", 2023), ("compare", 2023), ("sectors", 2023)];

    int step;
    int scene;

    /// <param name="every">From one update to the next.</param>
    public async Task<Soaked> Run(int updates, int scenes, int count, TimeSpan every)
    {
        var (server, _) = Options.Pins(options.Text("pin") != "no");
        report.Head($"{updates} updates and {scenes} scene changes, one each {every.TotalMilliseconds} ms, {count} clients and one page in Chromium");
        using var ours = await Application.Start(published, server);
        using var clients = ClientsChild.Start(server);
        await clients.Ask(new("connect")
        {
            Count = count,
            To = new(ours.Port, "/hubs/briefing?lang=vi&changes=true", ours.ProvinceKeys(), SpeaksHub: true, Acknowledges: true, Returns: false),
            Seconds = 120,
        });
        var (chromium, tools) = await Chromium.Start(pin: null);
        using (chromium)
        using (tools)
        {
            var page = new ScreenPage(tools);
            var address = $"http://127.0.0.1:{ours.Port}";
            await page.Open($"{address}/enter?key={ours.NationalKey()}&return=/screen", $"{address}/screen");
            var share = updates / Math.Max(1, scenes);
            await Change(ours, Math.Min(Warming, updates / 5), 1, every);
            await Task.Delay(Settling);
            using var steal = new Steal();
            var soaked = new Soaked(steal);
            soaked.Add(await Look(ours, page), null);
            for (var point = 1; point <= Points; point++)
            {
                var version = await Change(ours, (updates * point / Points) - (updates * (point - 1) / Points), share, every);
                await Task.Delay(Settling);
                var painting = await page.Take();
                var told = await clients.Ask(new("look"));
                if (painting.Version != version || told.Version != version || told.Lost > 0)
                    throw new TroubleException($"Version {version} was last; the page shows {painting.Version}, the clients {told.Version}, and {told.Lost} of them were lost.");
                soaked.Add(await Look(ours, page), painting);
            }

            await clients.Ask(new("check"));
            Tell(soaked);
            return soaked;
        }
    }

    /// <summary>So many updates, with a scene change after each share of them.</summary>
    /// <returns>The last version.</returns>
    async Task<long> Change(Application ours, int updates, int share, TimeSpan every)
    {
        var next = Stopwatch.GetTimestamp();
        for (var i = 0; i < updates; i++)
        {
            ours.Edit();
            next = await Next(next, every);
            if (share == 0 || ++step % share != 0)
                continue;
            // Every other one is the picture that the updates are seen in.
            var (kind, year) = ++scene % 2 == 0 ? ("overview", 2023) : Scenes[scene / 2 % Scenes.Length];
            ours.Show(kind, year);
            next = await Next(next, every);
        }

        // Looked at in the same picture each time: another has another size.
        return ours.Show("overview").Version;
    }

    static async Task<long> Next(long next, TimeSpan every)
    {
        // What was held up is not made up for: two changes at once would be one frame.
        var later = Math.Max(next, Stopwatch.GetTimestamp() - (long)(every.TotalSeconds * Stopwatch.Frequency / 2)) + (long)(every.TotalSeconds * Stopwatch.Frequency);
        if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), later) is { Ticks: > 0 } left)
            await Task.Delay(left);
        return later;
    }

    static async Task<Sizes> Look(Application ours, ScreenPage page)
    {
        var size = await page.Size();
        return new(size, ours.Heap(), ours.Memory);
    }

    void Tell(Soaked soaked)
    {
        report.Table(
            ["at", "page: heap, KB", "DOM nodes", "listeners", "server: heap, KB", "private memory, KB", "frames in the page", "received to painted, ms: median", "p99", "slowest", "tasks over 50 ms by the clock", "less what the host took", "longest by the clock, ms"],
            soaked.Points.Select((point, i) => (string[])
            [
                i == 0 ? "before" : $"{100 * i / Points} %",
                Report.Number(point.Sizes.Page.Heap / 1024),
                Report.Number(point.Sizes.Page.Nodes),
                Report.Number(point.Sizes.Page.Listeners),
                Report.Number(point.Sizes.Heap / 1024.0),
                Report.Number(point.Sizes.Memory / 1024.0),
                point.Painting is { } painting ? $"{painting.Taken.Length}" : "–",
                point.Painting is { } taken ? Report.Number(Quantiles.Of(taken.Taken).Median) : "–",
                point.Painting is { Taken.Length: >= 500 } all ? Report.Number(Quantiles.Of(all.Taken).P99) : "–",
                point.Painting is { } slow ? Report.Number(Quantiles.Of(slow.Taken).Slowest) : "–",
                point.Painting is { } tasks ? $"{tasks.Long.Length}" : "–",
                point.Painting is { } own ? $"{soaked.OwnOf(own)}" : "–",
                point.Painting is { Long.Length: > 0 } longest ? Report.Number(longest.Long.Max(task => task.Took)) : "–",
            ]));
        report.Say($"After against before: page {Percent(soaked.PageGrowth)}, server {Percent(soaked.ServerGrowth)}."
            + $" The straight line through all points: page {Percent(soaked.PageTrend)}, server {Percent(soaked.ServerTrend)}, over the whole run.");
        report.Say($"Received to painted: median {Report.Number(soaked.Painted.Median)} ms, p99 {Report.Number(soaked.Painted.P99)} ms, slowest {Report.Number(soaked.Painted.Slowest)} ms"
            + $" of {soaked.Painted.Count} frames; tasks over 50 ms: {soaked.LongTasks} by the clock, {soaked.OwnLongTasks} less what the host took of the processors meanwhile (/proc/stat, steal).");
    }

    static string Percent(double part) => part.ToString("+0.0 %;−0.0 %", System.Globalization.CultureInfo.InvariantCulture);
}

sealed record Sizes(PageSize Page, long Heap, long Memory);

/// <summary>What the soak found, point by point.</summary>
sealed class Soaked(Steal steal)
{
    const double Long = 50;

    readonly List<(Sizes Sizes, Painting? Painting)> points = [];

    public IReadOnlyList<(Sizes Sizes, Painting? Painting)> Points => points;

    public double PageGrowth => (points[^1].Sizes.Page.Heap / points[0].Sizes.Page.Heap) - 1;

    public double ServerGrowth => ((double)points[^1].Sizes.Heap / points[0].Sizes.Heap) - 1;

    public double PageTrend => Trend.Of([.. points.Select(point => point.Sizes.Page.Heap)]);

    public double ServerTrend => Trend.Of([.. points.Select(point => (double)point.Sizes.Heap)]);

    /// <summary>Milliseconds, of all frames.</summary>
    public Quantiles Painted => Quantiles.Of([.. points.SelectMany(point => point.Painting?.Taken ?? [])]);

    public int LongTasks => points.Sum(point => point.Painting?.Long.Length ?? 0);

    /// <summary>Those that are long also without the time for which the host took a processor away.</summary>
    public int OwnLongTasks => points.Sum(point => point.Painting is { } painting ? OwnOf(painting) : 0);

    public int OwnOf(Painting painting) => painting.Long.Count(task => task.Took - steal.Between(task.From, task.From + task.Took) > Long);

    public void Add(Sizes sizes, Painting? painting) => points.Add((sizes, painting));
}
