using System.Diagnostics;
using NgoDashboard.Bench.Faults.Attacks;
using NgoDashboard.Bench.Faults.Scenarios;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// Inflicts faults on a meeting from outside and checks what must hold. A quick run tries a little of every kind concurrently within a
/// minute; a full run is sequential, so that its times are meaningful.
/// </summary>
sealed class FaultMode(BenchOptions options, PublishedApplication published, BenchReport report)
{
    const int QuickRunSeconds = 60;

    /// <returns>The number of missed goals.</returns>
    public async Task<int> Run()
    {
        var begun = Stopwatch.GetTimestamp();
        var isQuick = options.IsQuick;
        var (kills, flips) = (options.GetNumber("kills", isQuick ? 10 : 200), options.GetNumber("flips", isQuick ? 20 : 100));
        // The scenarios of a row run in sequence, the rows concurrently.
        IFaultScenario[][] rows = isQuick ? CreateQuickRows(kills, flips) : [CreateFullRow(kills, flips)];
        if (options.GetText("only") is { } only)
            rows = SelectByName(rows, only);
        var contexts = await Task.WhenAll(rows.Select(row => RunRow(row, isQuick)));
        var goals = new Goals(report);
        foreach (var context in contexts.SelectMany(row => row))
            context.WriteTo(report, goals);
        var took = Stopwatch.GetElapsedTime(begun);
        // Reported, but no goal, because a busy machine is no fault of the application.
        var isSlow = isQuick && took.TotalSeconds > QuickRunSeconds;
        var tooLong = isSlow ? $", where a quick run is to take {QuickRunSeconds} at most" : "";
        report.WriteLine($"Took {BenchReport.FormatNumber(took.TotalSeconds)} s{tooLong}.");
        goals.WriteReport();
        return goals.MissedCount;
    }

    static IFaultScenario[][] CreateQuickRows(int kills, int flips) =>
    [
        [
            new KillScenario(kills), new DescriptorLimitScenario(TimeSpan.FromSeconds(5)),
            new ClockJumpScenario([TimeSpan.FromDays(500)], TimeSpan.FromSeconds(1)),
        ],
        [
            new BitFlipScenario(flips, startsAlways: false), new HostileFileScenario([.. HostileFiles.OriginalAttack]),
            new LostDatabaseScenario(1), new BackupRestoreScenario(), new ProxyScenario(all: false),
        ],
    ];

    static IFaultScenario[] CreateFullRow(int kills, int flips) =>
    [
        new KillScenario(kills),
        new BitFlipScenario(flips, startsAlways: true),
        new HostileFileScenario(HostileFiles.All),
        new DescriptorLimitScenario(TimeSpan.FromSeconds(30)),
        new LostDatabaseScenario(5),
        new BackupRestoreScenario(),
        new ClockJumpScenario([TimeSpan.FromDays(500), TimeSpan.FromDays(-500), TimeSpan.FromHours(1)], TimeSpan.FromSeconds(5)),
        new ProxyScenario(all: true),
    ];

    async Task<List<FaultContext>> RunRow(IFaultScenario[] row, bool isQuick)
    {
        var contexts = new List<FaultContext>();
        foreach (var part in row)
        {
            var context = new FaultContext(published, isQuick, options.GetNumber("seed", 14));
            contexts.Add(context);
            var begun = Stopwatch.GetTimestamp();
            try
            {
                await part.Run(context);
            }
            catch (Exception broken)
            {
                // The other scenarios still run; this one counts as a missed goal.
                context.AddLine($"{part.Name} could not be tried to its end: {(broken is BenchException ? broken.Message : broken)}");
                context.ExpectNone($"{part.Name}: not tried to its end", 1);
            }

            Console.WriteLine($"{part.Name}: {BenchReport.FormatNumber(Stopwatch.GetElapsedTime(begun).TotalSeconds)} s");
        }

        return contexts;
    }

    /// <summary>The scenarios with that word in their name.</summary>
    static IFaultScenario[][] SelectByName(IFaultScenario[][] rows, string word)
    {
        IFaultScenario[] found = [.. rows.SelectMany(row => row).Where(part => part.Name.Contains(word, StringComparison.Ordinal))];
        return found.Length > 0 ? [found]
            : throw new BenchException(
                $"There is no part '{word}': {string.Join(", ", rows.SelectMany(row => row).Select(part => part.Name))}.");
    }
}
