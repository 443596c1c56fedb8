using System.Collections.Concurrent;
using System.Diagnostics;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Mutants;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// Mutation testing: a seeded sample of small changes of the product, each compiled on its own and run against the tests of its room.
/// dotnet-stryker was considered: it can neither draw a seeded sample nor run different tests for different rooms.
/// </summary>
sealed class MutantMode(BenchOptions options, BenchReport report)
{
    const double MinKilledShare = .85;

    const string SurvivorsHeading = "Those that survived";

    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(45);

    readonly int seed = options.GetNumber("seed", 14), count = options.GetNumber("count", 200), workers = options.GetNumber("workers", 2);

    /// <returns>The number of missed goals.</returns>
    public async Task<int> Run()
    {
        var begun = Stopwatch.GetTimestamp();
        MutantRoom[] rooms = options.GetText("room") is { } name
            ? [MutantRoom.All.FirstOrDefault(room => room.Name == name)
                ?? throw new BenchException($"There is no room '{name}': {string.Join(", ", MutantRoom.All.Select(room => room.Name))}.")]
            : MutantRoom.All;
        var copy = ProductCopy.Create(workers);
        var compiler = new ProductCompiler(copy);
        var tests = new RoomTestRunner(copy);
        var all = compiler.FindMutants(file => MutantRoom.ForFile(file, rooms) is not null);
        var (sample, refused) = DrawSample(compiler, all);
        report.WriteHeading($"Mutants: {sample.Count} of {all.Count}, seed {seed}");
        var leftOut = string.Join(", ", tests.GetSkippedTests(rooms).DefaultIfEmpty("none"));
        report.WriteLine($"{refused} more were drawn and do not compile. Not run, because they start processes or browsers: {leftOut}.");
        var (again, killedBefore) = SplitByEarlierReport(sample);
        RunUnmutated(copy, compiler, tests, rooms);
        var results = new ConcurrentBag<MutantResult>(killedBefore.Select(mutant => new MutantResult(
            mutant, MutantRoom.ForFile(mutant.File, rooms)!, MutantState.Killed, "in the earlier run", TimeSpan.Zero)));
        var next = new ConcurrentQueue<Mutant>(again);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Factory.StartNew(
            () => RunWorker(copy.WorkerFolder(worker), compiler, tests, rooms, next, results), TaskCreationOptions.LongRunning)));
        return WriteReport([.. results], rooms, Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>The first mutants of the seed's order that compile.</summary>
    (IReadOnlyList<Mutant> Sample, int Refused) DrawSample(ProductCompiler compiler, IReadOnlyList<Mutant> all)
    {
        var (sample, refused) = (new List<Mutant>(), 0);
        foreach (var mutant in MutantSample.Order(all, seed).TakeWhile(_ => sample.Count < count))
        {
            if (compiler.Compiles(mutant))
                sample.Add(mutant);
            else
                refused++;
        }

        return (sample, refused);
    }

    /// <summary>
    /// With --survivors-of, only the mutants that an earlier report of the same sample lists are run again, after tests were added; the others
    /// count as killed.
    /// </summary>
    /// <exception cref="BenchException">The report is of another sample, so nothing is known of the others.</exception>
    (IReadOnlyList<Mutant> Again, IReadOnlyList<Mutant> KilledBefore) SplitByEarlierReport(IReadOnlyList<Mutant> sample)
    {
        if (options.GetText("survivors-of") is not { } path)
            return (sample, []);
        string[] lines = File.ReadAllLines(path);
        // Of a row only what identifies the mutant: the line may have moved, and a reason may have been written since.
        var survivors = lines.SkipWhile(line => !line.Contains(SurvivorsHeading, StringComparison.Ordinal))
            .Where(line => line.Contains(" | `", StringComparison.Ordinal)).ToList();
        bool Survived(Mutant mutant) => survivors.Exists(line => line.Contains(
            $"{mutant.Operator} | {FormatAsCode(mutant.Original)} | {FormatAsCode(mutant.Mutated)}", StringComparison.Ordinal));
        var (again, killed) = (sample.Where(Survived).ToArray(), sample.Where(mutant => !Survived(mutant)).ToArray());
        if (!lines.Any(line => line.Contains($"Mutants: {sample.Count} of ", StringComparison.Ordinal)
            && line.EndsWith($"seed {seed}", StringComparison.Ordinal)) || again.Length < survivors.Count)
            throw new BenchException($"{path} is of another sample, or its survivors are no longer what they were: run all mutants.");
        report.WriteLine($"{again.Length} are run again: those that survived in {Path.GetFileName(path)}. The others were killed there.");
        return (again, killed);
    }

    void RunUnmutated(ProductCopy copy, ProductCompiler compiler, RoomTestRunner tests, MutantRoom[] rooms)
    {
        var folder = copy.WorkerFolder(0);
        if (compiler.CompileTo(null, Path.Combine(folder, "NgoDashboard.dll")) is { } error)
            throw new BenchException("The product does not compile outside of its build: " + error);
        var rows = new List<string[]>();
        foreach (var room in rooms)
        {
            var run = tests.RunUnmutated(folder, room);
            if (!run.Passed)
                throw new BenchException($"Without a mutant the tests of {room.Name} do not pass: {run.Detail}");
            rows.Add([string.Join(", ", room.Tests), BenchReport.FormatNumber(run.Elapsed.TotalSeconds)]);
        }

        report.WriteTable(["tests, all passed without a mutant", "seconds"], rows);
    }

    static void RunWorker(
        string folder, ProductCompiler compiler, RoomTestRunner tests, MutantRoom[] rooms, ConcurrentQueue<Mutant> next,
        ConcurrentBag<MutantResult> results)
    {
        while (next.TryDequeue(out var mutant))
        {
            var room = MutantRoom.ForFile(mutant.File, rooms)!;
            var begun = Stopwatch.GetTimestamp();
            var error = compiler.CompileTo(mutant, Path.Combine(folder, "NgoDashboard.dll"));
            var run = error is null ? tests.Run(folder, room, mutant.File) : new(false, error, TimeSpan.Zero);
            var state = error is not null ? MutantState.NotCompiled : run.Passed ? MutantState.Survived : MutantState.Killed;
            results.Add(new(mutant, room, state, run.Detail, Stopwatch.GetElapsedTime(begun)));
            var seconds = BenchReport.FormatNumber(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            Console.WriteLine($"{results.Count,4} {state,-8} {mutant.File}:{mutant.Line} {mutant.Operator} ({seconds} s) {run.Detail}");
            Console.WriteLine($"       {mutant.Original}  →  {mutant.Mutated}");
        }
    }

    int WriteReport(MutantResult[] results, MutantRoom[] rooms, TimeSpan took)
    {
        var counted = results.Where(result => result.State != MutantState.NotCompiled).ToArray();
        report.WriteTable(
            ["", "mutants", "killed", "survived", "killed, %", "95 % interval, %"],
            [.. rooms.Select(room => CreateRow(room.Name, counted.Where(result => result.Room == room))), CreateRow("all", counted)]);
        report.WriteTable(["by kind", "mutants", "killed", "survived", "killed, %", "95 % interval, %"],
            counted.GroupBy(result => result.Mutant.Operator)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => CreateRow(group.Key, group)));
        report.WriteHeading(SurvivorsHeading);
        var reasons = MutantReasons.Load(Path.Combine(PublishedApplication.GetSolutionFolder(), "bench", "Mutants", "reasons.tsv"));
        report.WriteTable(["where", "kind", "original", "mutated", "why it may live"],
            counted.Where(result => result.State == MutantState.Survived)
            .OrderBy(result => result.Mutant.File, StringComparer.Ordinal).ThenBy(result => result.Mutant.Line)
            .Select(result => (string[])[$"{result.Mutant.File}:{result.Mutant.Line}", result.Mutant.Operator,
                FormatAsCode(result.Mutant.Original), FormatAsCode(result.Mutant.Mutated), reasons.For(result.Mutant) ?? "–"]));
        report.WriteLine($"Not compiled with the others: {results.Length - counted.Length}. Took {BenchReport.FormatNumber(took.TotalMinutes)} minutes.");
        var goals = new Goals(report);
        var survived = counted.Count(result => result.State == MutantState.Survived);
        goals.Add("mutants that survive", $"{1 - MinKilledShare:P0}", counted.Length == 0 ? double.NaN : 100.0 * survived / counted.Length,
            100 * (1 - MinKilledShare), "%");
        goals.Add("the whole trial", "45 min", took.TotalMinutes, TimeLimit.TotalMinutes, "min");
        goals.WriteReport();
        return goals.MissedCount;
    }

    static string[] CreateRow(string name, IEnumerable<MutantResult> results)
    {
        var all = results.ToArray();
        var killed = all.Count(result => result.State == MutantState.Killed);
        var interval = WilsonInterval.For(killed, all.Length);
        return
        [
            name, $"{all.Length}", $"{killed}", $"{all.Length - killed}", all.Length == 0 ? "–"
                : BenchReport.FormatNumber(100.0 * killed / all.Length),
            all.Length == 0 ? "–" : $"{BenchReport.FormatNumber(100 * interval.Low)}–{BenchReport.FormatNumber(100 * interval.High)}",
        ];
    }

    /// <summary>As a cell of a Markdown table.</summary>
    static string FormatAsCode(string source) => $"`{source.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
