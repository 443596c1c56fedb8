using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>Collects what is asked and what was found while files are read. Not safe on several threads.</summary>
public sealed class Inquiry(Replies answers, KnownNames names, Reference reference)
{
    readonly Dictionary<string, Question> questions = [];
    readonly HashSet<string> filesWithLeftOut = [];

    public List<ReportFinding> Findings { get; } = [];

    /// <summary>In the order in which they came up.</summary>
    public List<Question> Questions { get; } = [];

    /// <summary>The answer, where there is one; else the question is put, and one more row waits for it.</summary>
    /// <param name="name">By which the answer is remembered: what was said of it in an earlier report is the answer, where there is no other.</param>
    /// <param name="values">Behind the choices, where they are values.</param>
    public string? Ask(
        QuestionKind kind, string id, string file, Place where, string about, Func<IEnumerable<string>> choices, ReportName? name = null, ImmutableDictionary<string, ToldValue>? values = null)
    {
        if (!questions.TryGetValue(id, out var question))
        {
            question = new(id, kind, file, where, about, [.. choices().Distinct()]) { Name = name, Values = values ?? ImmutableDictionary<string, ToldValue>.Empty };
            question.Answer = Valid(question, answers.To(id)) ?? (name is { } known ? Valid(question, names.Taught(known)) : null);
            if (question.Answer == Question.LeaveOut)
                filesWithLeftOut.Add(file);
            questions.Add(id, question);
            Questions.Add(question);
        }

        question.Rows++;
        return question.Answer;
    }

    /// <summary>
    /// The answer, where it is one. What a program sends may be anything: taken as it is, it would close the question and lose the number
    /// without a word. Beside the choices it may be another name or time of that kind.
    /// </summary>
    string? Valid(Question question, string? answer) =>
        answer is not null && (question.Choices.Contains(answer) || IsOther(question.Kind, answer)) ? answer : null;

    bool IsOther(QuestionKind kind, string answer) => kind switch
    {
        QuestionKind.Province or QuestionKind.Owner => ProvinceCode.TryParse(answer, out var code) && reference.Province(code) is not null,
        QuestionKind.Sector => reference.Sector(answer) is not null,
        QuestionKind.Period => Period.TryParse(answer, out _),
        _ => false,
    };

    /// <summary>Whether something in that file was left out because the desk has said so.</summary>
    public bool HasLeftOut(string file) => filesWithLeftOut.Contains(file);

    /// <summary>The answer, without asking.</summary>
    public string? Peek(string id) => answers.To(id);

    public void Tell(ReportFindingKind kind, string file, Place? where, params ReadOnlySpan<object> args) => Findings.Add(new(kind, file, where, [.. args]));
}
