using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Storage.Reference;

/// <summary>The reference and the published figures as they lie in the data folder: what a briefing is opened with the first time.</summary>
public static class DataFolder
{
    /// <param name="folder">By default the one beside the program.</param>
    /// <exception cref="DataFileException">A file is missing or has a line that cannot be read; nothing is loaded then.</exception>
    public static (ReferenceData Reference, IReadOnlyList<Figure> Figures) LoadReferenceAndFigures(string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "data");
        var problems = new DataProblems();
        var reference = ReferenceFileReader.ReadReference(folder, problems);
        var figures = new FigureFileReader(reference, knowsAll: !problems.Any).ReadFigures(folder, problems);
        problems.ThrowIfAny();
        return (reference, figures);
    }
}
