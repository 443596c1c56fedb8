using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>Collects what is asked and what was found while files are read. Not safe on several threads.</summary>
public sealed class QuestionLog(QuestionAnswers answers, NameLookup names, ReferenceData reference)
{
    readonly Dictionary<string, Question> questions = [];
    readonly HashSet<string> filesWithLeftOut = [];

    public List<ReportFinding> Findings { get; } = [];

    /// <summary>In the order in which they came up.</summary>
    public List<Question> Questions { get; } = [];

    /// <summary>The answer, where there is one; else the question is put, and one more row waits for it.</summary>
    /// <param name="aliasKey">By which the answer is remembered: what was said of it in an earlier report is the answer, where there is no other.</param>
    /// <param name="values">Behind the choices, where they are values.</param>
    public string? Ask(
        QuestionKind kind, string id, string file, CellReference location, string about, Func<IEnumerable<string>> choices, AliasKey? aliasKey = null, ImmutableDictionary<string, CandidateValue>? values = null)
    {
        if (!questions.TryGetValue(id, out var question))
        {
            question = new(id, kind, file, location, about, [.. choices().Distinct()]) { AliasKey = aliasKey, Values = values ?? ImmutableDictionary<string, CandidateValue>.Empty };
            question.Answer = AcceptIfValid(question, answers.FindAnswer(id)) ?? (aliasKey is { } known ? AcceptIfValid(question, names.FindAliasTarget(known)) : null);
            if (question.Answer == Question.LeaveOutAnswer)
                filesWithLeftOut.Add(file);
            questions.Add(id, question);
            Questions.Add(question);
        }

        question.WaitingRowCount++;
        return question.Answer;
    }

    /// <summary>
    /// The answer, where it is one. What a program sends may be anything: taken as it is, it would close the question and lose the number
    /// without a word. Beside the choices it may be another name or time of that kind.
    /// </summary>
    string? AcceptIfValid(Question question, string? answer) =>
        answer is not null && (question.Choices.Contains(answer) || IsOtherChoice(question.Kind, answer)) ? answer : null;

    bool IsOtherChoice(QuestionKind kind, string answer) => kind switch
    {
        QuestionKind.Province or QuestionKind.Owner => ProvinceCode.TryParse(answer, out var code) && reference.FindProvince(code) is not null,
        QuestionKind.Sector => reference.FindSector(answer) is not null,
        QuestionKind.Period => Period.TryParse(answer, out _),
        _ => false,
    };

    /// <summary>Whether something in that file was left out because the desk has said so.</summary>
    public bool HasLeftOut(string file) => filesWithLeftOut.Contains(file);

    /// <summary>The answer, without asking.</summary>
    public string? FindAnswer(string id) => answers.FindAnswer(id);

    public void AddFinding(ReportFindingKind kind, string file, CellReference? where, params ReadOnlySpan<object> args) => Findings.Add(new(kind, file, where, [.. args]));
}
