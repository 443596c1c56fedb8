using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

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
/// <param name="Where">The first place that it is about.</param>
/// <param name="About">What the sentence names: the name as written, the head of the column.</param>
/// <param name="Choices">What may be answered, the likeliest first; each in the words that <see cref="Replies"/> keeps.</param>
public sealed record Question(string Id, QuestionKind Kind, string File, Place Where, string About, ImmutableArray<string> Choices)
{
    /// <summary>An answer to most questions: what it is about is left out.</summary>
    public const string LeaveOut = "-";

    /// <summary>An answer about several parts of one list: together they are the figure.</summary>
    public const string AddUp = "+";

    /// <summary>The name that the answer is about, and is remembered by; null where it is about this one report.</summary>
    public ReportName? Name { get; init; }

    /// <summary>The value behind each choice, where the choices are values: who answers has nothing else to go by.</summary>
    public ImmutableDictionary<string, ToldValue> Values { get; init; } = ImmutableDictionary<string, ToldValue>.Empty;

    /// <summary>How many rows wait for it.</summary>
    public int Rows { get; internal set; }

    /// <summary>What is said; null as long as nothing is that answers it.</summary>
    public string? Answer { get; internal set; }
}

/// <summary>A value that may be chosen.</summary>
/// <param name="File">Null where it is the sum of the others, and stands nowhere.</param>
/// <param name="Rows">How many rows were added up; 0 where the cell states it.</param>
public sealed record ToldValue(Quantity Value, Qualifier Qualifier, string? File, Place Where, int Rows);

/// <summary>What was answered so far, by the questions' ids. Immutable.</summary>
public sealed record Replies(ImmutableDictionary<string, string> Said)
{
    public static Replies None { get; } = new(ImmutableDictionary<string, string>.Empty);

    public string? To(string question) => Said.GetValueOrDefault(question);

    public Replies With(string question, string answer) => new(Said.SetItem(question, answer));
}
