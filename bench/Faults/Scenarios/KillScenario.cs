using System.Diagnostics;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.InServer;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>
/// Kills the server (SIGKILL) at random moments, some during its start, with concurrent writers through the API and through the services of
/// pages, and with screens. After each restart every acknowledged write must be there, no version may be missing, and a copy of the killed
/// database must verify.
/// </summary>
sealed class KillScenario(int count) : IFaultScenario
{
    /// <summary>Keeps the journal at some thousand versions, like that of a meeting; a longer one would only slow the restarts.</summary>
    const int KillsPerDatabase = 25;

    static readonly TimeSpan OrphanTimeout = TimeSpan.FromSeconds(5), MaxWorkTime = TimeSpan.FromSeconds(3);

    readonly List<string> missing = [];
    readonly List<Task<CommandResult>> verifying = [];
    readonly List<double> starts = [];
    int answered, answeredPages, orphans, badChains, screensBack, done, duringStart, lostScreens;
    string? firstBadChain;

    public string Name => "kills";

    public async Task Run(FaultContext context)
    {
        context.AddHeading($"{count} kills with writers of all kinds");
        var random = new Random(context.Seed);
        while (done < count)
            await RunOnOneDatabase(context, random, Math.Min(KillsPerDatabase, count - done));
        await CollectVerifications(wait: true);
        context.AddTable(
            ["kills", "of them during a start", "answered edits", "of them as pages make them", "start, median ms", "slowest ms"],
            [[$"{done}", $"{duringStart}", $"{answered}", $"{answeredPages}", BenchReport.FormatNumber(Quantiles.Compute([.. starts]).Median),
                BenchReport.FormatNumber(Quantiles.Compute([.. starts]).Slowest)]]);
        foreach (var sentence in missing.Take(20))
            context.AddLine("Missing: " + sentence);
        if (firstBadChain is not null)
            context.AddLine("The first that does not verify: " + firstBadChain);
        context.ExpectNone("kills: answered edits that a restart does not have", missing.Count);
        context.ExpectNone("kills: databases that `-- verify` does not pass", badChains);
        context.ExpectNone("kills: child processes that outlive the server by 5 s", orphans);
        context.ExpectAll("kills: screens that come back and paint by themselves", screensBack, screensBack + lostScreens);
    }

    async Task RunOnOneDatabase(FaultContext context, Random random, int kills)
    {
        var settings = FaultSettings.InNewFolder("kills");
        var all = new List<AcknowledgedWrite>();
        await IssuePageWriterKeys(context, settings);
        settings = settings with { HasPageWriters = true };
        var server = await FaultServer.Start(context.Published, settings);
        try
        {
            using var desk = new DeskClient(settings.Port);
            var keys = new[] { await desk.IssueKey("screen", "Màn hình 1"), await desk.IssueKey("screen", "Màn hình 2") };
            SocketScreen[] screens = [.. keys.Select(key => new SocketScreen(settings.Port, key.Key))];
            for (var i = 0; i < kills; i++)
            {
                await KillAtWork(server, random, all);
                verifying.Add(VerifyCopy(context, settings));
                server.Dispose();
                if (random.Next(10) == 0)
                    await KillDuringStart(context, settings, random);
                var begun = Stopwatch.GetTimestamp();
                server = await FaultServer.Start(context.Published, settings);
                starts.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                missing.AddRange((await AcknowledgedWriteCheck.FindMissing(desk, all)).Missing);
                missing.AddRange(PageWriterService.FindMissing(settings.DatabasePath, all));
                await CollectVerifications(wait: false);
            }

            missing.AddRange(await AcknowledgedWriteCheck.FindMissingFiles(desk, all));
            // Covered screens do not show the newest version.
            await desk.Put("/api/stage/cover", """{"cover":"none"}""");
            var last = await desk.PutFigure(250_000_000);
            var areBack = await SocketScreen.WaitUntilAllShow(screens, last.Version, TimeSpan.FromSeconds(10));
            (screensBack, lostScreens) = areBack ? (screensBack + screens.Length, lostScreens)
                : (screensBack, lostScreens + screens.Length);
            foreach (var screen in screens)
                await screen.DisposeAsync();
            answered += all.Count;
            answeredPages += all.Count(PageWriterService.IsPageWrite);
        }
        finally
        {
            server.Dispose();
        }
    }

    /// <summary>Issues the keys before the page writers start, because they load keys once.</summary>
    static async Task IssuePageWriterKeys(FaultContext context, FaultSettings settings)
    {
        using var server = await FaultServer.Start(context.Published, settings);
        using var desk = new DeskClient(settings.Port);
        await desk.IssueKey("desk", "Bàn thứ hai");
        await desk.IssueKey("province", "Cán bộ Lạng Sơn", "34:20");
        await desk.IssueKey("province", "Cán bộ Hà Nội", "34:01");
        await server.StopGracefully();
    }

    async Task KillAtWork(FaultServer server, Random random, List<AcknowledgedWrite> all)
    {
        var writers = new ConcurrentWriters(server.Port, random);
        using var end = new CancellationTokenSource();
        var writing = writers.Run(end.Token);
        // After a random number of answers and up to 30 ms more: after a fixed time, a slow machine would be killed before its first
        // answer.
        var (enough, begunAt) = (random.Next(1, 60), Stopwatch.GetTimestamp());
        while (writers.AcknowledgedWrites.Count < enough && Stopwatch.GetElapsedTime(begunAt) < MaxWorkTime)
            await Task.Delay(1);
        await Task.Delay(random.Next(0, 30));
        var children = server.GetDescendantProcessIds();
        server.KillServerOnly();
        done++;
        await end.CancelAsync();
        await writing;
        all.AddRange(writers.AcknowledgedWrites);
        var begun = Stopwatch.GetTimestamp();
        while (children.Any(FaultServer.IsAlive) && Stopwatch.GetElapsedTime(begun) < OrphanTimeout)
            await Task.Delay(20);
        orphans += children.Count(FaultServer.IsAlive);
        // The last lines of output may be missing; then fewer writes are checked.
        all.AddRange(PageWriterService.ParseOutput([.. server.OutputLines]));
    }

    async Task KillDuringStart(FaultContext context, FaultSettings settings, Random random)
    {
        using var server = FaultServer.StartWithoutWaiting(context.Published, settings);
        await Task.Delay(random.Next(100, 1_500));
        server.KillServerOnly();
        (done, duringStart) = (done + 1, duringStart + 1);
    }

    /// <summary>Verifies a copy, so that the next start neither waits for it nor repairs the database before.</summary>
    static async Task<CommandResult> VerifyCopy(FaultContext context, FaultSettings settings)
    {
        var copy = TemporaryFiles.CreateFolder("verify");
        BitFlipScenario.CopyFolder(settings.Folder, copy);
        var result = await ApplicationCommands.Verify(context.Published, Path.Combine(copy, "briefing.db"));
        Directory.Delete(copy, recursive: true);
        return result;
    }

    async Task CollectVerifications(bool wait)
    {
        foreach (var verification in verifying.Where(verification => wait || verification.IsCompleted).ToArray())
        {
            var result = await verification;
            verifying.Remove(verification);
            if (result.IsSuccess)
                continue;
            badChains++;
            firstBadChain ??= result.ExitCode is null ? "the command does not end: it is not known" : result.Output;
        }
    }
}
