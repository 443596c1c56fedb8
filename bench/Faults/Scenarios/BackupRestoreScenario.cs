using System.Diagnostics;
using NgoDashboard.Bench.Faults.Harness;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>
/// Makes a backup during edits, loses the machine and restores the backup in another folder. Every screen must come back by itself with its
/// key or cookie and follow the restored journal, although it has shown a newer version.
/// </summary>
sealed class BackupRestoreScenario : IFaultScenario
{
    const int Screens = 20;

    static readonly TimeSpan SlowestEdit = TimeSpan.FromMilliseconds(50), MaxTimeUntilOnAir = TimeSpan.FromSeconds(10);

    public string Name => "backup and restore";

    public async Task Run(FaultContext context)
    {
        context.AddHeading($"A backup while edits come, put back elsewhere, with {Screens} screens");
        var (first, second) = (FaultSettings.InNewFolder("first"), FaultSettings.InNewFolder("second"));
        // The same address on another machine.
        second = second with { Port = first.Port };
        var file = Path.Combine(TemporaryFiles.CreateFolder("backup"), "briefing.backup");
        using var server = await FaultServer.Start(context.Published, first);
        using var desk = new DeskClient(first.Port);
        await desk.PutStage("overview", 2023);
        var screens = await ConnectScreens(desk, first.Port);
        var last = await desk.PutFigure(228_000_000);
        if (!await SocketScreen.WaitUntilAllShow(screens, last.Version, TimeSpan.FromSeconds(15)))
            throw new BenchException("The screens did not come on air.");
        var journal = screens[0].Journal;
        var (alone, stored) = await EditUntil(desk, Task.Delay(1_000));
        var making = ApplicationCommands.Run(context.Published, first.DatabasePath, "backup", file);
        var (meanwhile, _) = await EditUntil(desk, making);
        var made = await making;
        // These edits are lost with the machine, but the screens have shown them.
        for (var i = 0; i < 5; i++)
            last = await desk.PutFigure(250_000_000 + (i * 10_000));
        await SocketScreen.WaitUntilAllShow(screens, last.Version, TimeSpan.FromSeconds(5));
        server.Dispose();
        if (!made.IsSuccess)
            throw new BenchException($"`-- backup` ended with {(made.ExitCode is { } code ? $"{code}" : "nothing")}: {made.Output}");
        var restored = await ApplicationCommands.Run(context.Published, second.DatabasePath, "restore", file);
        if (!restored.IsSuccess)
            throw new BenchException($"`-- restore` ended with {restored.ExitCode}: {restored.Output}");
        context.AddLine($"`-- backup` said: {made.Output.ReplaceLineEndings(" ")}");
        context.AddLine($"`-- restore` said: {restored.Output.ReplaceLineEndings(" ")}");
        var begun = Stopwatch.GetTimestamp();
        using var again = await FaultServer.Start(context.Published, second);
        var ready = Stopwatch.GetElapsedTime(begun);
        using var deskAgain = new DeskClient(second.Port);
        var version = (await deskAgain.Get("/api/stage")).Version;
        await SocketScreen.WaitUntilAllShow(screens, version, 3 * MaxTimeUntilOnAir);
        var back = screens.Count(screen => screen.IsConnected && screen.Version == version);
        var took = screens.Where(screen => screen.PaintedAt > begun).Select(screen => Stopwatch.GetElapsedTime(begun, screen.PaintedAt))
            .DefaultIfEmpty(3 * MaxTimeUntilOnAir).Max();
        WriteBackupReport(context, alone, meanwhile, file);
        context.AddLine($"Ready {BenchReport.FormatNumber(ready.TotalSeconds)} s after the start; {back} of {Screens} screens back after "
            + $"{BenchReport.FormatNumber(took.TotalSeconds)} s; the journal was {journal} and is {screens[0].Journal}, "
            + $"version {last.Version} then and {version} now.");
        context.ExpectAll("restore: screens that come back by themselves", back, Screens);
        context.AddGoal("restore: from the start until the last screen has painted", "10 s", took.TotalSeconds, MaxTimeUntilOnAir.TotalSeconds, "s");
        context.ExpectNone("restore: edits from before the backup that are not there",
            (await AcknowledgedWriteCheck.FindMissing(deskAgain, stored)).Missing.Count);
        context.ExpectNone("restore: screens that were not told of another generation",
            screens.Count(screen => screen.Journal.Length == 0 || screen.Journal == journal));
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }

    static void WriteBackupReport(FaultContext context, List<TimeSpan> alone, List<TimeSpan> meanwhile, string file)
    {
        var before = Quantiles.Compute([.. alone.Select(time => time.TotalMilliseconds)]);
        var during = Quantiles.Compute([.. meanwhile.Select(time => time.TotalMilliseconds)]);
        context.AddTable(
            ["an edit's answer, ms", "edits", "median", "slowest"],
            [
                ["alone", $"{before.Count}", BenchReport.FormatNumber(before.Median), BenchReport.FormatNumber(before.Slowest)],
                ["while the backup is made", $"{during.Count}", BenchReport.FormatNumber(during.Median), BenchReport.FormatNumber(during.Slowest)],
            ]);
        // Only the time over the slowest edit without a backup counts.
        context.AddTimeGoal("backup: slowest edit meanwhile, over the slowest alone",
            TimeSpan.FromMilliseconds(Math.Max(0, during.Slowest - before.Slowest)), SlowestEdit);
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
        context.ExpectNone("backup: others who may read the file", (mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0 ? 0 : 1);
    }

    /// <summary>One half signs in by cookie, the other by key.</summary>
    static async Task<SocketScreen[]> ConnectScreens(DeskClient desk, int port)
    {
        var screens = new SocketScreen[Screens];
        for (var i = 0; i < Screens; i++)
        {
            var (_, key) = await desk.IssueKey("screen", $"Màn hình {i}");
            screens[i] = i % 2 == 0 ? new(port, key) : new(port, cookie: await SignInCookies.SignIn(port, key));
        }

        return screens;
    }

    static async Task<(List<TimeSpan> Took, List<AcknowledgedWrite> Stored)> EditUntil(DeskClient desk, Task end)
    {
        var (took, stored) = (new List<TimeSpan>(), new List<AcknowledgedWrite>());
        for (var i = 0; !end.IsCompleted; i++)
        {
            var (begun, value) = (Stopwatch.GetTimestamp(), 230_000_000 + (Random.Shared.Next(100_000) * 100L));
            var answer = await desk.PutFigure(value);
            took.Add(Stopwatch.GetElapsedTime(begun));
            if (answer.IsSuccess)
                stored.Add(new("take", answer.Version, $"{value}"));
            await Task.WhenAny(end, Task.Delay(20));
        }

        return (took, stored);
    }
}
