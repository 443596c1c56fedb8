using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>What a report leaves open, and nobody may guess.</summary>
public enum QuestionKind
{
    /// <summary>"1.234": a thousand and more, or one and a bit.</summary>
    Style,
    Unit,
    Period,

    /// <summary>Whose figures a table holds that names no province.</summary>
    Owner,

    /// <summary>The provinces of before July 2025 or of after it.</summary>
    Basis,
    Province,
    Sector,

    /// <summary>What the numbers of a column are whose head is not known.</summary>
    Column,

    /// <summary>What the numbers of a row are whose name is not known.</summary>
    Measure,

    /// <summary>What the numbers of a whole table are, of which neither a head nor a line above says it.</summary>
    Table,

    /// <summary>Which of several values of one figure.</summary>
    Value,
}

/// <summary>One question, asked once however many rows wait for it.</summary>
/// <param name="Id">The same for the same question, whenever the files are read again.</param>
/// <param name="Location">The first place that it is about.</param>
/// <param name="Subject">What the sentence names: the name as written, the head of the column.</param>
/// <param name="Choices">What may be answered, the likeliest first; each in the words that <see cref="QuestionAnswers"/> keeps.</param>
public sealed record Question(string Id, QuestionKind Kind, string File, CellReference Location, string Subject, ImmutableArray<string> Choices)
{
    /// <summary>An answer to most questions: what it is about is left out.</summary>
    public const string LeaveOutAnswer = "-";

    /// <summary>An answer about several parts of one list: together they are the figure.</summary>
    public const string AddUpAnswer = "+";

    /// <summary>The name that the answer is about, and is remembered by; null where it is about this one report.</summary>
    public AliasKey? AliasKey { get; init; }

    /// <summary>The value behind each choice, where the choices are values: who answers has nothing else to go by.</summary>
    public ImmutableDictionary<string, CandidateValue> Values { get; init; } = ImmutableDictionary<string, CandidateValue>.Empty;

    /// <summary>How many rows wait for it.</summary>
    public int WaitingRowCount { get; internal set; }

    /// <summary>What is said; null as long as nothing is that answers it.</summary>
    public string? Answer { get; internal set; }
}

/// <summary>A value that may be chosen.</summary>
/// <param name="File">Null where it is the sum of the others, and stands nowhere.</param>
/// <param name="SummedRowCount">How many rows were added up; 0 where the cell states it.</param>
public sealed record CandidateValue(Quantity Value, Qualifier Qualifier, string? File, CellReference Location, int SummedRowCount);

/// <summary>What was answered so far, by the questions' ids. Immutable.</summary>
public sealed record QuestionAnswers(ImmutableDictionary<string, string> ById)
{
    public static QuestionAnswers None { get; } = new(ImmutableDictionary<string, string>.Empty);

    public string? FindAnswer(string question) => ById.GetValueOrDefault(question);

    public QuestionAnswers WithAnswer(string question, string answer) => new(ById.SetItem(question, answer));
}
