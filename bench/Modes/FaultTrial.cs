using System.Diagnostics;
using NgoDashboard.Bench.Faults;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// What is done to a meeting from outside, and what must hold all the same. A quick run tries a little of every kind, several at a time, in
/// a minute; a whole run does one after the other, so that its times say something.
/// </summary>
sealed class FaultTrial(Options options, Published published, Report report)
{
    const int SecondsOfQuickRun = 60;

    /// <returns>How many goals were missed.</returns>
    public async Task<int> Run()
    {
        var begun = Stopwatch.GetTimestamp();
        var isQuick = options.IsQuick;
        var (kills, flips) = (options.Number("kills", isQuick ? 10 : 200), options.Number("flips", isQuick ? 20 : 100));
        // Those of one row are done one after the other, the rows beside each other.
        IFaultPart[][] rows = isQuick ? Quick(kills, flips) : [Whole(kills, flips)];
        if (options.Text("only") is { } only)
            rows = Only(rows, only);
        var told = await Task.WhenAll(rows.Select(row => RunRow(row, isQuick)));
        var goals = new Goals(report);
        foreach (var part in told.SelectMany(row => row))
            part.Tell(report, goals);
        var took = Stopwatch.GetElapsedTime(begun);
        // Told, and no goal: a busy machine is no fault of the application.
        var isSlow = isQuick && took.TotalSeconds > SecondsOfQuickRun;
        var tooLong = isSlow ? $", where a quick run is to take {SecondsOfQuickRun} at most" : "";
        report.Say($"Took {Report.Number(took.TotalSeconds)} s{tooLong}.");
        goals.Tell();
        return goals.Missed;
    }

    static IFaultPart[][] Quick(int kills, int flips) =>
    [
        [new Kills(kills), new Descriptors(TimeSpan.FromSeconds(5)), new ClockJumps([TimeSpan.FromDays(500)], TimeSpan.FromSeconds(1))],
        [new Flips(flips, startsAlways: false), new HostilePosts([.. HostileFiles.First]), new LostDatabases(1), new BackupAndRestore(),
            new Proxies(all: false)],
    ];

    static IFaultPart[] Whole(int kills, int flips) =>
    [
        new Kills(kills),
        new Flips(flips, startsAlways: true),
        new HostilePosts(HostileFiles.All),
        new Descriptors(TimeSpan.FromSeconds(30)),
        new LostDatabases(5),
        new BackupAndRestore(),
        new ClockJumps([TimeSpan.FromDays(500), TimeSpan.FromDays(-500), TimeSpan.FromHours(1)], TimeSpan.FromSeconds(5)),
        new Proxies(all: true),
    ];

    async Task<List<FaultContext>> RunRow(IFaultPart[] row, bool isQuick)
    {
        var contexts = new List<FaultContext>();
        foreach (var part in row)
        {
            var context = new FaultContext(published, isQuick, options.Number("seed", 14));
            contexts.Add(context);
            var begun = Stopwatch.GetTimestamp();
            try
            {
                await part.Run(context);
            }
            catch (Exception broken)
            {
                // The other parts are still to be run; this one has missed its goal.
                context.Say($"{part.Name} could not be tried to its end: {(broken is TroubleException ? broken.Message : broken)}");
                context.None($"{part.Name}: not tried to its end", 1);
            }

            Console.WriteLine($"{part.Name}: {Report.Number(Stopwatch.GetElapsedTime(begun).TotalSeconds)} s");
        }

        return contexts;
    }

    /// <summary>The parts with that word in their name.</summary>
    static IFaultPart[][] Only(IFaultPart[][] rows, string word)
    {
        IFaultPart[] found = [.. rows.SelectMany(row => row).Where(part => part.Name.Contains(word, StringComparison.Ordinal))];
        return found.Length > 0 ? [found]
            : throw new TroubleException(
                $"There is no part '{word}': {string.Join(", ", rows.SelectMany(row => row).Select(part => part.Name))}.");
    }
}
