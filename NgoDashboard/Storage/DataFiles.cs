using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>The reference and the published figures as they lie in the data folder: what a briefing is opened with the first time.</summary>
public static class DataFiles
{
    /// <param name="folder">By default the one beside the program.</param>
    /// <exception cref="DataFileException">A file is missing or has a line that cannot be read; nothing is loaded then.</exception>
    public static (Reference Reference, IReadOnlyList<Figure> Figures) Read(string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "data");
        var problems = new DataProblems();
        var reference = ReferenceFiles.Read(folder, problems);
        var figures = new FigureFile(reference, knowsAll: !problems.Any).Read(folder, problems);
        problems.ThrowIfAny();
        return (reference, figures);
    }
}
