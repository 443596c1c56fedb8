namespace NgoDashboard.Bench.Mutants;

/// <summary>A part of the product, and the tests that must detect a mutant in it.</summary>
/// <param name="Folders">Below the folder of the web project.</param>
/// <param name="Tests">Namespaces below NgoDashboard.Tests, with their chambers: the tests of the room, all run until one fails.</param>
sealed record MutantRoom(string Name, string[] Folders, string[] Tests)
{
    public static readonly MutantRoom[] All =
    [
        new("figures", ["Figures/"], ["Figures"]),
        new("access", ["Access/", "Api/Pages/Pairing"], ["Access", "Isolation"]),
        new("desk", ["Live/", "Meeting/"], ["Live"]),
        new("delivery", ["Screens/"], ["Screens"]),
        new("storage", ["Storage/"], ["Storage"]),
    ];

    /// <summary>The room of a file of the web project; null for a file that is not mutated.</summary>
    public static MutantRoom? ForFile(string file, IEnumerable<MutantRoom> rooms) =>
        rooms.FirstOrDefault(room => room.Folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));
}
