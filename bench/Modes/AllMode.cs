using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Modes;

/// <summary>Runs every mode and compares the results with the goals.</summary>
sealed class AllMode(BenchOptions options, PublishedApplication published, BenchReport report)
{
    public async Task Run()
    {
        var isQuick = options.IsQuick;
        var (edits, most) = (options.GetNumber("edits", isQuick ? 20 : 500), options.GetNumber("screens", isQuick ? 340 : 3_400));
        var goals = new Goals(report);
        foreach (var count in (int[])[most / 100, most / 10])
            await new ScreensMode(options, published, report).Run(count, edits, isPinned: true);
        AddComparisonGoals(goals, await new ScreensMode(options, published, report).Run(most, edits, isPinned: true), most);
        var many = isQuick ? most * 2 : 11_000;
        // Fewer rounds, because only the median is needed here, and an edit takes long.
        var there = await new ScreensMode(options, published, report).Run(many, isQuick ? edits : edits / 8, isPinned: true);
        goals.Add(
            $"{many} screens: last screen, median, against the floor", "1.5 ×",
            GetLastScreenMedian(there, "ours") / GetLastScreenMedian(there, "floor"), 1.5);
        await new ScreensMode(options, published, report).Run(most, isQuick ? edits : edits / 10, isPinned: false);
        var (p99, memory) = await new StalledMode(published, report).Run(most, isQuick ? 50 : edits, isPinned: true);
        goals.Add("p99 of healthy screens with 5 % stalled, against none", "1.2 ×", p99, 1.2);
        goals.Add("memory for one that stalls", "64 KB", memory, 64, "KB");
        goals.Add("burst: bytes a screen against one edit", "10 ×", await new BurstMode(published, report).Run(most, isPinned: true), 10);
        goals.Add("all back and painted after a restart", "8 s", await new StormMode(published, report).Run(most, isPinned: false), 8, "s");
        await new EditMode(published, report).Run(most, edits, TimeSpan.FromSeconds(isQuick ? 1 : 5), isPinned: true);
        // Faster than frames are sent, so that two of three versions are conflated and it takes a quarter of an hour; `bench -- soak` alone
        // takes an hour.
        var every = TimeSpan.FromMilliseconds(options.GetNumber("every", 42));
        var soaked = await new SoakMode(options, published, report).Run(isQuick ? 400 : 20_000, isQuick ? 40 : 2_000, isQuick ? 50 : 500, every);
        goals.Add("a scene in Chromium: received to painted, median", "16 ms", soaked.PaintDelaysMs.Median, 16, "ms");
        goals.Add("tasks over 50 ms in it, less what the host took", "none", soaked.OwnLongTasks, 0, "");
        goals.Add("soak: heap of the page after against before", "1.1 ×", 1 + soaked.PageGrowth, 1.1);
        goals.Add("soak: heap of the server after against before", "1.1 ×", 1 + soaked.ServerGrowth, 1.1);
        goals.WriteReport();
    }

    static void AddComparisonGoals(Goals goals, IReadOnlyList<Contender> contenders, int count)
    {
        var (ours, alone) = (FindContender(contenders, "ours")!, FindContender(contenders, "ours, no screens")!);
        var circuits = FindContender(contenders, "circuits");
        var (processorMs, framesMs) = (ours.ServerProcessorMs.Average(), ours.FramesProcessorMs.Average());
        goals.Add(
            $"{count} screens: last screen, median, against the floor", "1.5 ×",
            GetLastScreenMedian(contenders, "ours") / GetLastScreenMedian(contenders, "floor"), 1.5);
        goals.Add(
            "the same against circuits", "1/7",
            GetLastScreenMedian(contenders, "ours") / GetLastScreenMedian(contenders, "circuits"), 1 / 7.0, "1/");
        goals.Add(
            "server CPU an edit against circuits", "1/7",
            processorMs / (circuits?.ServerProcessorMs.Average() ?? double.NaN), 1 / 7.0, "1/");
        goals.Add("CPU of the acknowledgements against that of the frames", "1 ×", (processorMs - framesMs) / framesMs, 1);
        goals.Add(
            "memory a screen against circuits", "1/5",
            ours.PrivateBytesPerScreen / (circuits?.PrivateBytesPerScreen ?? double.NaN), 1 / 5.0, "1/");
        goals.Add(
            "the edit's own answer with all screens against none", "1.5 ×",
            GetMedian(ours.AnswerTimesUs) / GetMedian(alone.AnswerTimesUs), 1.5);
        goals.Add("bytes a screen for one figure's edit", "1 KB", ours.BytesPerScreenAndEdit / 1024, 1, "KB");
    }

    static Contender? FindContender(IReadOnlyList<Contender> contenders, string name) =>
        contenders.FirstOrDefault(contender => contender.Name == name);

    static double GetLastScreenMedian(IReadOnlyList<Contender> contenders, string name) =>
        FindContender(contenders, name)?.Latencies?.LastScreen.Median ?? double.NaN;

    static double GetMedian(List<double> values) => Quantiles.Compute([.. values]).Median;
}
