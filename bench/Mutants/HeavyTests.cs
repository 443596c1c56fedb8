namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// Tests that start processes or browsers, and take too long to run for every mutant. The trait "Tier" marks them, which a test of their own
/// compares with what they start. Tests of the tier "Host" run: their host is in the test process, and with it the mutant.
/// </summary>
/// <param name="Methods">Their full names.</param>
/// <param name="OtherClasses">Classes with tests that are run.</param>
sealed record HeavyTests(IReadOnlyList<string> Methods, IReadOnlySet<string> OtherClasses)
{
    static readonly string[] Traits = ["Tier=Process", "Tier=Browser"];

    /// <summary>Arguments of the test runner that exclude them.</summary>
    public static IReadOnlyList<string> Exclusion { get; } = [.. Traits.SelectMany(trait => (string[])["-trait-", trait])];

    /// <summary>Asks the runner of the tests.</summary>
    /// <param name="folder">The output folder of the tests.</param>
    public static HeavyTests Find(string folder) => new(
        List(folder, ["methods", .. Traits.SelectMany(trait => (string[])["-trait", trait])]),
        List(folder, ["classes", .. Exclusion]).ToHashSet());

    static string[] List(string folder, string[] what)
    {
        using var tests = new TestProcess(folder, ["-list", .. what]);
        tests.Process.WaitForExit();
        var names = tests.OutputLines.Where(line => line.StartsWith("NgoDashboard.Tests.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToArray();
        return tests.Process.ExitCode == 0 && names.Length > 0
            ? names
            : throw new BenchException($"The tests could not be listed: {string.Join('\n', tests.OutputLines)}");
    }
}
