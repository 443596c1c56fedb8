using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Storage.Reference;

/// <summary>Loads the reference data and the published figures from the data folder: the content of a new journal's version 1.</summary>
public static class DataFolder
{
    /// <param name="folder">By default the folder data beside the program.</param>
    /// <exception cref="DataFileException">A file is missing or has an invalid line.</exception>
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
