using System.Diagnostics;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Mutants;

/// <param name="Passed">No test failed, and there was one.</param>
/// <param name="Detail">The first that failed, or what else went wrong.</param>
sealed record TestRun(bool Passed, string Detail, TimeSpan Took);

/// <summary>
/// The tests of a room, as they are run for each mutant: without those that start processes or browsers, and only to the first failure.
/// </summary>
sealed class RoomTests
{
    const string NoTest = "no test was run";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly HeavyTests heavy;
    readonly NearestTests nearest;
    readonly Dictionary<string, TimeSpan> unmutated = [];

    public RoomTests(ProductCopy copy)
    {
        heavy = HeavyTests.Find(copy.TestsFolder);
        nearest = new(copy.TestsFolder, heavy);
    }

    /// <summary>Those that a room's tests are run without.</summary>
    public IEnumerable<string> LeftOut(IEnumerable<MutantRoom> rooms)
    {
        string[] spaces = [.. rooms.SelectMany(room => room.Tests).Distinct().Select(space => $"NgoDashboard.Tests.{space}.")];
        return heavy.Classes.Concat(heavy.Methods).Where(name => spaces.Any(space => name.StartsWith(space, StringComparison.Ordinal)))
            .Select(name => name["NgoDashboard.Tests.".Length..]);
    }

    /// <summary>Runs the tests on the product as it is: they must pass, and their time tells how long a mutant may take.</summary>
    public TestRun RunUnmutated(string folder, MutantRoom room)
    {
        var run = Run(folder, Namespaces(room), TimeSpan.FromMinutes(15));
        unmutated[room.Name] = run.Took;
        return run;
    }

    /// <summary>To the first test that fails: the classes that are nearest to the file, then all tests of its room.</summary>
    public TestRun Run(string folder, MutantRoom room, string file)
    {
        var (limit, took) = ((3 * unmutated[room.Name]) + Patience, TimeSpan.Zero);
        if (nearest.For(file) is { Count: > 0 } classes)
        {
            var run = Run(folder, classes.SelectMany(name => (string[])["-class", name]), limit);
            // Those that name it may all be among the tests that are left out.
            if (!run.Passed && run.Detail != NoTest)
                return run;
            took = run.Took;
        }

        var whole = Run(folder, Namespaces(room), limit);
        return whole with { Took = took + whole.Took };
    }

    TestRun Run(string folder, IEnumerable<string> which, TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        using var tests = new TestProcess(Path.Combine(folder, "NgoDashboard.Tests"), [.. which, .. heavy.Arguments(), "-stopOnFail", "-noColor", "-noLogo"]);
        if (!tests.Process.WaitForExit(limit))
        {
            tests.Kill();
            return new(false, $"did not end within {limit.TotalSeconds:0} s", Stopwatch.GetElapsedTime(begun));
        }

        // Once more without a limit: only that one waits for the last line of the output.
        tests.Process.WaitForExit();
        var took = Stopwatch.GetElapsedTime(begun);
        var failed = tests.Said.FirstOrDefault(line => line.Contains("[FAIL]", StringComparison.Ordinal));
        if (tests.Process.ExitCode != 0)
            return new(false, failed?.Trim().Replace("[FAIL]", "", StringComparison.Ordinal).Trim()
                ?? $"ended with {tests.Process.ExitCode}: {tests.Said.LastOrDefault()}", took);
        var hasRun = tests.Said.Any(
            line => line.Contains("Total: ", StringComparison.Ordinal) && !line.Contains("Total: 0", StringComparison.Ordinal));
        return new(hasRun, hasRun ? "" : NoTest, took);
    }

    static IEnumerable<string> Namespaces(MutantRoom room) => room.Tests.Select(name => $"NgoDashboard.Tests.{name}")
        .SelectMany(name => (string[])["-namespace", name, "-namespace", name + ".*"]);

    sealed class TestProcess(string program, string[] arguments) : Child(null, program, arguments, new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = "",
        [StartupHook.Setting] = "",
        // What a test leaves behind that is ended in the middle goes with the bench.
        ["TMPDIR"] = Temporary.Folder("tests"),
        // Each run is short: what it would learn for a better second compilation comes too late.
        ["DOTNET_TieredPGO"] = "0",
    });
}
