using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>Collects questions and findings while files are read. Not thread-safe.</summary>
public sealed class QuestionLog(QuestionAnswers answers, NameLookup names, ReferenceData reference)
{
    readonly Dictionary<string, Question> questions = [];
    readonly HashSet<string> filesWithLeftOut = [];

    public List<ReportFinding> Findings { get; } = [];

    /// <summary>In the order in which they came up.</summary>
    public List<Question> Questions { get; } = [];

    /// <summary>Returns the answer if there is one; otherwise adds the question, for which one more row waits.</summary>
    /// <param name="aliasKey">
    /// The name under which the answer is remembered: what an earlier report taught is used if this one has no answer.
    /// </param>
    /// <param name="isOptional">The report can be taken without an answer.</param>
    /// <param name="isAliasApplied">Whether what an earlier report taught answers this one; otherwise it is remembered only.</param>
    /// <param name="suggestion">Why the first choice is suggested; null if nothing suggests it.</param>
    /// <param name="values">The values behind the choices, if they are values.</param>
    public string? Ask(
        QuestionKind kind, string id, string file, CellReference location, string about, Func<IEnumerable<string>> choices,
        AliasKey? aliasKey = null, ImmutableDictionary<string, CandidateValue>? values = null, bool isOptional = false,
        bool isAliasApplied = true, SuggestionReason? suggestion = null)
    {
        if (!questions.TryGetValue(id, out var question))
        {
            question = new(id, kind, file, location, about, [.. choices().Distinct()])
            {
                AliasKey = aliasKey,
                IsOptional = isOptional,
                Suggestion = suggestion,
                Values = values ?? ImmutableDictionary<string, CandidateValue>.Empty,
            };
            question.Answer = AcceptIfValid(question, answers.FindAnswer(id))
                ?? (isAliasApplied && aliasKey is { } known ? AcceptIfValid(question, names.FindAliasTarget(known)) : null);
            if (question.Answer == Question.LeaveOutAnswer)
                filesWithLeftOut.Add(file);
            questions.Add(id, question);
            Questions.Add(question);
        }

        question.WaitingRowCount++;
        return question.Answer;
    }

    /// <summary>
    /// The answer, if it is valid. API clients may send anything, and an invalid answer would close the question and silently drop the
    /// number. Besides the choices, any other province, sector or period is accepted where the question asks for one.
    /// </summary>
    string? AcceptIfValid(Question question, string? answer) =>
        answer is not null && (question.Choices.Contains(answer) || IsOtherChoice(question.Kind, answer)) ? answer : null;

    bool IsOtherChoice(QuestionKind kind, string answer) => kind switch
    {
        QuestionKind.Province or QuestionKind.Owner =>
            ProvinceCode.TryParse(answer, out var code) && reference.FindProvince(code) is not null,
        QuestionKind.Sector => reference.FindSector(answer) is not null,
        QuestionKind.Period => Period.TryParse(answer, out _),
        _ => false,
    };

    /// <summary>Whether an answer left something in that file out.</summary>
    public bool HasLeftOut(string file) => filesWithLeftOut.Contains(file);

    /// <summary>The answer to a question, without asking it.</summary>
    public string? FindAnswer(string id) => answers.FindAnswer(id);

    public void AddFinding(ReportFindingKind kind, string file, CellReference? where, params ReadOnlySpan<object> args) =>
        Findings.Add(new(kind, file, where, [.. args]));
}
