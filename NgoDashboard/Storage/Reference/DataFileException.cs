using NgoDashboard.Language;

namespace NgoDashboard.Storage.Reference;

/// <summary>
/// The data files cannot be loaded. Its texts have one line for each problem, for the person who edits the files; the message is for the
/// log.
/// </summary>
public sealed class DataFileException(IReadOnlyList<DataProblem> problems)
    : Exception(Join(problems, DisplayLanguage.English))
{
    public IReadOnlyList<DataProblem> Problems { get; } = problems;

    public string ToSentence(DisplayLanguage language) => Join(Problems, language);

    /// <summary>In each language, for the console, where the reader's language is unknown.</summary>
    public string Explanation => DisplayLanguage.InAllLanguages(ToSentence);

    static string Join(IReadOnlyList<DataProblem> problems, DisplayLanguage language) =>
        string.Join(Environment.NewLine, problems.Select(problem => problem.ToSentence(language)));
}
