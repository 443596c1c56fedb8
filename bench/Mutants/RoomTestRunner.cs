using System.Diagnostics;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Mutants;

/// <param name="Passed">No test failed, and there was one.</param>
/// <param name="Detail">The first that failed, or what else went wrong.</param>
sealed record TestRunResult(bool Passed, string Detail, TimeSpan Elapsed);

/// <summary>
/// The tests of a room, as they are run for each mutant: without those that start processes or browsers, and only to the first failure.
/// </summary>
sealed class RoomTestRunner
{
    const string NoTest = "no test was run";

    static readonly TimeSpan MinTimeLimit = TimeSpan.FromSeconds(20);

    readonly HeavyTests heavy;
    readonly NearestTests nearest;
    readonly Dictionary<string, TimeSpan> unmutatedDurations = [];

    public RoomTestRunner(ProductCopy copy)
    {
        heavy = HeavyTests.Find(copy.TestsFolder);
        nearest = new(copy.TestsFolder, heavy);
    }

    /// <summary>Those that a room's tests are run without.</summary>
    public IEnumerable<string> GetSkippedTests(IEnumerable<MutantRoom> rooms)
    {
        string[] spaces = [.. rooms.SelectMany(room => room.Stages).SelectMany(stage => stage).Select(space => $"NgoDashboard.Tests.{space}.")];
        return heavy.Classes.Concat(heavy.Methods).Where(name => spaces.Any(space => name.StartsWith(space, StringComparison.Ordinal)))
            .Select(name => name["NgoDashboard.Tests.".Length..]);
    }

    /// <summary>Runs the tests on the product as it is: they must pass, and their time tells how long a mutant may take.</summary>
    public TestRunResult RunUnmutated(string folder, string[] stage)
    {
        var run = Run(folder, Namespaces(stage), TimeSpan.FromMinutes(15));
        unmutatedDurations[string.Join(' ', stage)] = run.Elapsed;
        return run;
    }

    /// <summary>To the first stage with a test that fails; before them the tests that are nearest to the file.</summary>
    public TestRunResult Run(string folder, MutantRoom room, string file)
    {
        var took = TimeSpan.Zero;
        if (nearest.For(file, room) is { Count: > 0 } classes)
        {
            var whole = room.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + unmutatedDurations[string.Join(' ', stage)]);
            var run = Run(folder, classes.SelectMany(name => (string[])["-class", name]), LimitFor(whole));
            // Those that name it may all be among the tests that are left out.
            if (!run.Passed && run.Detail != NoTest)
                return run;
            took = run.Elapsed;
        }

        foreach (var stage in room.Stages)
        {
            var run = Run(folder, Namespaces(stage), LimitFor(unmutatedDurations[string.Join(' ', stage)]));
            took += run.Elapsed;
            if (!run.Passed)
                return run with { Elapsed = took };
        }

        return new(true, "", took);
    }

    static TimeSpan LimitFor(TimeSpan unmutated) => (3 * unmutated) + MinTimeLimit;

    TestRunResult Run(string folder, IEnumerable<string> which, TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        using var tests = new TestProcess(Path.Combine(folder, "NgoDashboard.Tests"), [.. which, .. heavy.CreateRunnerArguments(), "-stopOnFail", "-noColor", "-noLogo"]);
        if (!tests.Process.WaitForExit(limit))
        {
            tests.Kill();
            return new(false, $"did not end within {limit.TotalSeconds:0} s", Stopwatch.GetElapsedTime(begun));
        }

        // Once more without a limit: only that one waits for the last line of the output.
        tests.Process.WaitForExit();
        var took = Stopwatch.GetElapsedTime(begun);
        var failed = tests.OutputLines.FirstOrDefault(line => line.Contains("[FAIL]", StringComparison.Ordinal));
        if (tests.Process.ExitCode != 0)
            return new(false, failed?.Trim().Replace("[FAIL]", "", StringComparison.Ordinal).Trim()
                ?? $"ended with {tests.Process.ExitCode}: {tests.OutputLines.LastOrDefault()}", took);
        var hasRun = tests.OutputLines.Any(
            line => line.Contains("Total: ", StringComparison.Ordinal) && !line.Contains("Total: 0", StringComparison.Ordinal));
        return new(hasRun, hasRun ? "" : NoTest, took);
    }

    static IEnumerable<string> Namespaces(string[] stage) => stage.Select(name => $"NgoDashboard.Tests.{name}")
        .SelectMany(name => (string[])["-namespace", name, "-namespace", name + ".*"]);

    sealed class TestProcess(string program, string[] arguments) : ChildProcess(null, program, arguments, new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = "",
        [StartupHook.HeapSocketVariable] = "",
        // What a test leaves behind that is ended in the middle goes with the bench.
        ["TMPDIR"] = TemporaryFiles.CreateFolder("tests"),
        // Each run is short: what it would learn for a better second compilation comes too late.
        ["DOTNET_TieredPGO"] = "0",
    });
}
