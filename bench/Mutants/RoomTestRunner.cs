using System.Diagnostics;

namespace NgoDashboard.Bench.Mutants;

/// <param name="Passed">At least one test ran, and none failed.</param>
/// <param name="Detail">The first failed test, or another reason.</param>
sealed record TestRunResult(bool Passed, string Detail, TimeSpan Elapsed);

/// <summary>
/// Runs the tests of a room for a mutant, without those that start processes or browsers, until the first failure.
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
        heavy = HeavyTests.Find(copy.WorkerFolder(0));
        nearest = new(copy.TestsFolder, heavy.OtherClasses);
    }

    /// <summary>The tests of the rooms that are left out.</summary>
    public IEnumerable<string> GetSkippedTests(IEnumerable<MutantRoom> rooms)
    {
        string[] spaces = [.. rooms.SelectMany(room => room.Tests).Distinct().Select(space => $"NgoDashboard.Tests.{space}.")];
        return heavy.Methods.Where(name => spaces.Any(space => name.StartsWith(space, StringComparison.Ordinal)))
            .Select(name => name["NgoDashboard.Tests.".Length..]);
    }

    /// <summary>Runs the tests without a mutant: they must pass, and their duration determines the time limit of mutants.</summary>
    public TestRunResult RunUnmutated(string folder, MutantRoom room)
    {
        var run = Run(folder, Namespaces(room), TimeSpan.FromMinutes(15));
        unmutatedDurations[room.Name] = run.Elapsed;
        return run;
    }

    /// <summary>Runs the nearest tests of the file, then all of its room, until a test fails.</summary>
    public TestRunResult Run(string folder, MutantRoom room, string file)
    {
        var (limit, took) = ((3 * unmutatedDurations[room.Name]) + MinTimeLimit, TimeSpan.Zero);
        if (nearest.For(file) is { Count: > 0 } classes)
        {
            var run = Run(folder, classes.SelectMany(name => (string[])["-class", name]), limit);
            // All classes that mention the type may be among the tests that are left out.
            if (!run.Passed && run.Detail != NoTest)
                return run;
            took = run.Elapsed;
        }

        var whole = Run(folder, Namespaces(room), limit);
        return whole with { Elapsed = took + whole.Elapsed };
    }

    static TestRunResult Run(string folder, IEnumerable<string> which, TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        using var tests = new TestProcess(folder, [.. which, .. HeavyTests.Exclusion, "-stopOnFail"]);
        if (!tests.Process.WaitForExit(limit))
        {
            tests.Kill();
            return new(false, $"did not end within {limit.TotalSeconds:0} s", Stopwatch.GetElapsedTime(begun));
        }

        // Without a limit once more, because only this overload waits for the end of the output.
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

    static IEnumerable<string> Namespaces(MutantRoom room) => room.Tests.Select(name => $"NgoDashboard.Tests.{name}")
        .SelectMany(name => (string[])["-namespace", name, "-namespace", name + ".*"]);
}
