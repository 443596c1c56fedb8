using NgoDashboard.Language;

namespace NgoDashboard.Storage.Reference;

/// <summary>
/// The data files cannot be loaded. Its texts have one line for each problem, for the person who edits the files; the message is for the
/// log.
/// </summary>
public sealed class DataFileException(IReadOnlyList<DataProblem> problems)
    : Exception(Languages.RunInLanguage(Languages.English, () => Join(problems)))
{
    public IReadOnlyList<DataProblem> Problems { get; } = problems;

    /// <summary>In the current UI language.</summary>
    public string Sentence => Join(Problems);

    /// <summary>In each language, for the console, where the reader's language is unknown.</summary>
    public string Explanation => Languages.InAllLanguages(() => Sentence);

    static string Join(IReadOnlyList<DataProblem> problems) =>
        string.Join(Environment.NewLine, problems.Select(problem => problem.Sentence));
}
