using System.Collections.Concurrent;
using System.Diagnostics;
using NgoDashboard.Bench.Mutants;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// Whether the tests bite: a seeded sample of small changes to the product, each compiled by itself and run against the tests of its room.
/// dotnet-stryker was looked at first: it can neither draw a seeded sample nor run other tests for one room than for another.
/// </summary>
sealed class MutantTrial(Options options, Report report)
{
    const double Wanted = .85;

    static readonly TimeSpan Longest = TimeSpan.FromMinutes(45);

    readonly int seed = options.Number("seed", 14), count = options.Number("count", 200), workers = options.Number("workers", 2);

    /// <returns>How many goals were missed.</returns>
    public async Task<int> Run()
    {
        var begun = Stopwatch.GetTimestamp();
        MutantRoom[] rooms = options.Text("room") is { } name
            ? [MutantRoom.All.FirstOrDefault(room => room.Name == name)
                ?? throw new TroubleException($"There is no room '{name}': {string.Join(", ", MutantRoom.All.Select(room => room.Name))}.")]
            : MutantRoom.All;
        var copy = ProductCopy.Make(workers);
        var compiler = new ProductCompiler(copy);
        var tests = new RoomTests(copy);
        var all = compiler.Find(file => MutantRoom.ForFile(file, rooms) is not null);
        var (sample, refused) = Sample(compiler, all);
        report.Head($"Mutants: {sample.Count} of {all.Count}, seed {seed}");
        var leftOut = string.Join(", ", tests.LeftOut(rooms).DefaultIfEmpty("none"));
        report.Say($"{refused} more were drawn and do not compile. Not run, because they start processes or browsers: {leftOut}.");
        RunUnmutated(copy, compiler, tests, rooms);
        var results = new ConcurrentBag<MutantResult>();
        var next = new ConcurrentQueue<Mutant>(sample);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Factory.StartNew(
            () => Work(copy.WorkerFolder(worker), compiler, tests, rooms, next, results), TaskCreationOptions.LongRunning)));
        return Tell([.. results], rooms, Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>The first of a shuffled order that compile: the same for the same seed and sources.</summary>
    (IReadOnlyList<Mutant> Sample, int Refused) Sample(ProductCompiler compiler, IReadOnlyList<Mutant> all)
    {
        var shuffled = all.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (sample, refused) = (new List<Mutant>(), 0);
        foreach (var mutant in shuffled.TakeWhile(_ => sample.Count < count))
        {
            if (compiler.Compiles(mutant))
                sample.Add(mutant);
            else
                refused++;
        }

        return (sample, refused);
    }

    void RunUnmutated(ProductCopy copy, ProductCompiler compiler, RoomTests tests, MutantRoom[] rooms)
    {
        var folder = copy.WorkerFolder(0);
        if (compiler.Write(null, Path.Combine(folder, "NgoDashboard.dll")) is { } error)
            throw new TroubleException("The product does not compile outside of its build: " + error);
        var rows = new List<string[]>();
        foreach (var room in rooms)
        {
            var run = tests.RunUnmutated(folder, room);
            if (!run.Passed)
                throw new TroubleException($"Without a mutant the tests of {room.Name} do not pass: {run.Detail}");
            rows.Add([string.Join(", ", room.Tests), Report.Number(run.Took.TotalSeconds)]);
        }

        report.Table(["tests, all passed without a mutant", "seconds"], rows);
    }

    static void Work(
        string folder, ProductCompiler compiler, RoomTests tests, MutantRoom[] rooms, ConcurrentQueue<Mutant> next,
        ConcurrentBag<MutantResult> results)
    {
        while (next.TryDequeue(out var mutant))
        {
            var room = MutantRoom.ForFile(mutant.File, rooms)!;
            var begun = Stopwatch.GetTimestamp();
            var error = compiler.Write(mutant, Path.Combine(folder, "NgoDashboard.dll"));
            var run = error is null ? tests.Run(folder, room, mutant.File) : new(false, error, TimeSpan.Zero);
            var state = error is not null ? MutantState.NotCompiled : run.Passed ? MutantState.Survived : MutantState.Killed;
            results.Add(new(mutant, room, state, run.Detail, Stopwatch.GetElapsedTime(begun)));
            var seconds = Report.Number(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            Console.WriteLine($"{results.Count,4} {state,-8} {mutant.File}:{mutant.Line} {mutant.Operator} ({seconds} s) {run.Detail}");
            Console.WriteLine($"       {mutant.Original}  →  {mutant.Mutated}");
        }
    }

    int Tell(MutantResult[] results, MutantRoom[] rooms, TimeSpan took)
    {
        var counted = results.Where(result => result.State != MutantState.NotCompiled).ToArray();
        report.Table(
            ["", "mutants", "killed", "survived", "killed, %", "95 % interval, %"],
            [.. rooms.Select(room => Row(room.Name, counted.Where(result => result.Room == room))), Row("all", counted)]);
        report.Table(["by kind", "mutants", "killed", "survived", "killed, %", "95 % interval, %"],
            counted.GroupBy(result => result.Mutant.Operator)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(group.Key, group)));
        report.Head("Those that survived");
        var reasons = MutantReasons.Read(Path.Combine(Published.Root(), "bench", "Mutants", "reasons.tsv"));
        report.Table(["where", "kind", "original", "mutated", "why it may live"],
            counted.Where(result => result.State == MutantState.Survived)
            .OrderBy(result => result.Mutant.File, StringComparer.Ordinal).ThenBy(result => result.Mutant.Line)
            .Select(result => (string[])[$"{result.Mutant.File}:{result.Mutant.Line}", result.Mutant.Operator,
                Code(result.Mutant.Original), Code(result.Mutant.Mutated), reasons.For(result.Mutant) ?? "–"]));
        report.Say($"Not compiled with the others: {results.Length - counted.Length}. Took {Report.Number(took.TotalMinutes)} minutes.");
        var goals = new Goals(report);
        var survived = counted.Count(result => result.State == MutantState.Survived);
        goals.Add("mutants that survive", $"{1 - Wanted:P0}", counted.Length == 0 ? double.NaN : 100.0 * survived / counted.Length,
            100 * (1 - Wanted), "%");
        goals.Add("the whole trial", "45 min", took.TotalMinutes, Longest.TotalMinutes, "min");
        goals.Tell();
        return goals.Missed;
    }

    static string[] Row(string name, IEnumerable<MutantResult> results)
    {
        var all = results.ToArray();
        var killed = all.Count(result => result.State == MutantState.Killed);
        var interval = WilsonInterval.For(killed, all.Length);
        return
        [
            name, $"{all.Length}", $"{killed}", $"{all.Length - killed}", all.Length == 0 ? "–"
                : Report.Number(100.0 * killed / all.Length),
            all.Length == 0 ? "–" : $"{Report.Number(100 * interval.Low)}–{Report.Number(100 * interval.High)}",
        ];
    }

    /// <summary>As a cell of a Markdown table.</summary>
    static string Code(string source) => $"`{source.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
