using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Questions;

/// <summary>What a report leaves open and only the desk can decide.</summary>
public enum QuestionKind
{
    /// <summary>How a number is written: "1.234" may be more than a thousand, or a little more than one.</summary>
    [Code("style")] Style,
    [Code("unit")] Unit,
    [Code("period")] Period,

    /// <summary>The province of a table that names none.</summary>
    [Code("owner")] Owner,

    /// <summary>Whether provinces of before July 2025 are meant or of after it.</summary>
    [Code("basis")] Basis,
    [Code("province")] Province,
    [Code("sector")] Sector,

    /// <summary>The measure of a column whose header is unknown.</summary>
    [Code("column")] Column,

    /// <summary>The measure of a row whose label is unknown.</summary>
    [Code("measure")] Measure,

    /// <summary>The measure of a whole table, if neither a header nor a line above states it.</summary>
    [Code("table")] Table,

    /// <summary>Which organisation a name of a donor means, or that it means none.</summary>
    [Code("organisation")] Organisation,

    /// <summary>Which of several values of one figure is taken.</summary>
    [Code("value")] Value,
}

/// <summary>One question, asked once however many rows wait for its answer.</summary>
/// <param name="Id">The same for the same question whenever the files are read again, because answers are found by it.</param>
/// <param name="Location">The first place to which it applies.</param>
/// <param name="Subject">What the sentence of the question names: the name as written, or the column's caption.</param>
/// <param name="Choices">The possible answers, the likeliest first, in the form that <see cref="QuestionAnswers"/> stores.</param>
public sealed record Question(
    string Id, QuestionKind Kind, string File, CellReference Location, string Subject, ImmutableArray<string> Choices)
{
    /// <summary>An answer to most questions: the rows in question are left out.</summary>
    public const string LeaveOutAnswer = "-";

    /// <summary>The answer that a table is the whole country's.</summary>
    public const string NationAnswer = "nation";

    /// <summary>The answer that a name means an organisation of its own.</summary>
    public const string OwnNameAnswer = "=";

    /// <summary>An answer for several parts of one list: their sum is the figure.</summary>
    public const string AddUpAnswer = "+";

    /// <summary>The name under which the answer is remembered for later reports; null if it applies to this report only.</summary>
    public AliasKey? AliasKey { get; init; }

    /// <summary>The value behind each choice, if the choices are values, because the operator has nothing else to choose by.</summary>
    public ImmutableDictionary<string, CandidateValue> Values { get; init; } = ImmutableDictionary<string, CandidateValue>.Empty;

    /// <summary>The report can be taken without an answer: a column that nobody needs may stay unread.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The first choice is a suggestion that has a reason, by which it is marked; null if it has none.</summary>
    public SuggestionReason? Suggestion { get; init; }

    /// <summary>How many rows wait for the answer.</summary>
    public int WaitingRowCount { get; internal set; }

    /// <summary>The valid answer; null as long as there is none.</summary>
    public string? Answer { get; internal set; }
}

/// <summary>Why the first choice of a question is suggested.</summary>
public enum SuggestionReason
{
    /// <summary>The caption or the name contains its words.</summary>
    [Code("words")] Words,

    /// <summary>The cells below the caption look like it.</summary>
    [Code("content")] Content,

    /// <summary>It was the answer for the same layout of another office.</summary>
    [Code("layout")] Layout,

    /// <summary>The name of the file or a line around the table contains it.</summary>
    [Code("around")] Around,
}

/// <summary>A value that may be chosen.</summary>
/// <param name="File">Null if it is the sum of the others, which stands in no file.</param>
/// <param name="SummedRowCount">How many rows were added up; 0 if the cell states the value.</param>
public sealed record CandidateValue(Quantity Value, Qualifier Qualifier, string? File, CellReference Location, int SummedRowCount);

/// <summary>The answers so far, by question id. Immutable.</summary>
public sealed record QuestionAnswers(ImmutableDictionary<string, string> ById)
{
    public static QuestionAnswers None { get; } = new(ImmutableDictionary<string, string>.Empty);

    public string? FindAnswer(string question) => ById.GetValueOrDefault(question);

    public QuestionAnswers WithAnswer(string question, string answer) => new(ById.SetItem(question, answer));
}
