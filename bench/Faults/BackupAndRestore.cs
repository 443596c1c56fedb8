using System.Diagnostics;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults;

/// <summary>
/// A backup is made while edits come, the machine is lost, and the backup is put back into another folder: every screen comes back by
/// itself, with the key or cookie that it has, to the journal as it was put back, although it has shown a newer version of it.
/// </summary>
sealed class BackupAndRestore : IFaultPart
{
    const int Screens = 20;

    static readonly TimeSpan SlowestEdit = TimeSpan.FromMilliseconds(50), OnAir = TimeSpan.FromSeconds(10);

    public string Name => "backup and restore";

    public async Task Run(FaultContext context)
    {
        context.Head($"A backup while edits come, put back elsewhere, with {Screens} screens");
        var (first, second) = (FaultSettings.InNewFolder("first"), FaultSettings.InNewFolder("second"));
        // The same address: it is the machine that is another.
        second = second with { Port = first.Port };
        var file = Path.Combine(Temporary.Folder("backup"), "briefing.backup");
        using var server = await FaultServer.Start(context.Published, first);
        using var desk = new DeskClient(first.Port);
        await desk.PutStage("overview", 2023);
        var screens = await Connect(desk, first.Port);
        var last = await desk.PutFigure(228_000_000);
        if (!await LightScreen.AllShow(screens, last.Version, TimeSpan.FromSeconds(15)))
            throw new TroubleException("The screens did not come on air.");
        var journal = screens[0].Journal;
        var (alone, stored) = await EditUntil(desk, Task.Delay(1_000));
        var making = Commands.Run(context.Published, first.Database, "backup", file);
        var (meanwhile, _) = await EditUntil(desk, making);
        var made = await making;
        // These are lost with the machine: the screens have shown them all the same.
        for (var i = 0; i < 5; i++)
            last = await desk.PutFigure(250_000_000 + (i * 10_000));
        await LightScreen.AllShow(screens, last.Version, TimeSpan.FromSeconds(5));
        server.Dispose();
        if (!made.IsGood)
            throw new TroubleException($"`-- backup` ended with {(made.Code is { } code ? $"{code}" : "nothing")}: {made.Output}");
        var restored = await Commands.Run(context.Published, second.Database, "restore", file);
        if (!restored.IsGood)
            throw new TroubleException($"`-- restore` ended with {restored.Code}: {restored.Output}");
        context.Say($"`-- backup` said: {made.Output.ReplaceLineEndings(" ")}");
        context.Say($"`-- restore` said: {restored.Output.ReplaceLineEndings(" ")}");
        var begun = Stopwatch.GetTimestamp();
        using var again = await FaultServer.Start(context.Published, second);
        var ready = Stopwatch.GetElapsedTime(begun);
        using var deskAgain = new DeskClient(second.Port);
        var version = (await deskAgain.Get("/api/stage")).Version;
        await LightScreen.AllShow(screens, version, 3 * OnAir);
        var back = screens.Count(screen => screen.IsConnected && screen.Version == version);
        var took = screens.Where(screen => screen.PaintedAt > begun).Select(screen => Stopwatch.GetElapsedTime(begun, screen.PaintedAt))
            .DefaultIfEmpty(3 * OnAir).Max();
        Tell(context, alone, meanwhile, file);
        context.Say($"Ready {Report.Number(ready.TotalSeconds)} s after the start; {back} of {Screens} screens back after "
            + $"{Report.Number(took.TotalSeconds)} s; the journal was {journal} and is {screens[0].Journal}, "
            + $"version {last.Version} then and {version} now.");
        context.All("restore: screens that come back by themselves", back, Screens);
        context.Goal("restore: from the start until the last screen has painted", "10 s", took.TotalSeconds, OnAir.TotalSeconds, "s");
        context.None("restore: edits from before the backup that are not there",
            (await AnsweredEdits.Missing(deskAgain, stored)).Missing.Count);
        context.None("restore: screens that were not told of another generation",
            screens.Count(screen => screen.Journal.Length == 0 || screen.Journal == journal));
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }

    static void Tell(FaultContext context, List<TimeSpan> alone, List<TimeSpan> meanwhile, string file)
    {
        var before = Quantiles.Of([.. alone.Select(one => one.TotalMilliseconds)]);
        var during = Quantiles.Of([.. meanwhile.Select(one => one.TotalMilliseconds)]);
        context.Table(
            ["an edit's answer, ms", "edits", "median", "slowest"],
            [
                ["alone", $"{before.Count}", Report.Number(before.Median), Report.Number(before.Slowest)],
                ["while the backup is made", $"{during.Count}", Report.Number(during.Median), Report.Number(during.Slowest)],
            ]);
        // What an edit takes anyhow is none of the backup's doing.
        context.Time("backup: slowest edit meanwhile, over the slowest alone",
            TimeSpan.FromMilliseconds(Math.Max(0, during.Slowest - before.Slowest)), SlowestEdit);
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
        context.None("backup: others who may read the file", (mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0 ? 0 : 1);
    }

    /// <summary>One half with the cookie of a browser, the other with a key.</summary>
    static async Task<LightScreen[]> Connect(DeskClient desk, int port)
    {
        var screens = new LightScreen[Screens];
        for (var i = 0; i < Screens; i++)
        {
            var (_, key) = await desk.IssueKey("screen", $"Màn hình {i}");
            screens[i] = i % 2 == 0 ? new(port, key) : new(port, cookie: await Cookies.Enter(port, key));
        }

        return screens;
    }

    static async Task<(List<TimeSpan> Took, List<Answered> Stored)> EditUntil(DeskClient desk, Task end)
    {
        var (took, stored) = (new List<TimeSpan>(), new List<Answered>());
        for (var i = 0; !end.IsCompleted; i++)
        {
            var (begun, value) = (Stopwatch.GetTimestamp(), 230_000_000 + (Random.Shared.Next(100_000) * 100L));
            var answer = await desk.PutFigure(value);
            took.Add(Stopwatch.GetElapsedTime(begun));
            if (answer.IsGood)
                stored.Add(new("take", answer.Version, $"{value}"));
            await Task.WhenAny(end, Task.Delay(20));
        }

        return (took, stored);
    }
}
