namespace NgoDashboard.Bench.Mutants;

/// <summary>A part of the product, and the tests that must detect a mutant in it.</summary>
/// <param name="Folders">Below the folder of the web project.</param>
/// <param name="Stages">
/// Namespaces of tests below NgoDashboard.Tests, with their chambers. Run one stage after the other until a test fails: first the tests of
/// the
/// room itself, because they are the quickest; then those that reach it through its neighbours.
/// </param>
sealed record MutantRoom(string Name, string[] Folders, string[][] Stages)
{
    public static readonly MutantRoom[] All =
    [
        new("figures", ["Figures/"], [["Figures"], ["Live"]]),
        new("access", ["Access/"], [["Access", "Isolation"]]),
        new("desk", ["Live/", "Meeting/"], [["Live"], ["Api", "Files", "Cli"]]),
        new("delivery", ["Screens/"], [["Screens"]]),
        new("storage", ["Storage/"], [["Storage"], ["Live"]]),
    ];

    /// <summary>The room of a file of the web project; null for a file that is not mutated.</summary>
    public static MutantRoom? ForFile(string file, IEnumerable<MutantRoom> rooms) =>
        rooms.FirstOrDefault(room => room.Folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));
}
