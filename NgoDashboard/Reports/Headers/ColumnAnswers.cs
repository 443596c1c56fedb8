using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// What the desk has said that columns are: in this review, or earlier of the same layout and office. A layout is the captions of a header
/// in their order, so that one answer serves all files that were filled in on one form.
/// </summary>
public sealed class ColumnAnswers(QuestionAnswers answers, NameLookup names)
{
    /// <summary>Whether anything was said of any column, so that it is looked up.</summary>
    public bool HasAny { get; } = names.HasAliases(AliasKind.Column) || names.HasAliases(AliasKind.Measure)
        || answers.ById.Keys.Any(id => id.StartsWith(Prefix, StringComparison.Ordinal));

    const string Prefix = "column|";

    public static string QuestionId(string layout, int column) => $"{Prefix}{layout}|{column}";

    /// <summary>The name under which an answer is remembered: by caption, layout and office.</summary>
    public static AliasKey AliasKey(string caption, string layout, string office) =>
        new(AliasKind.Column, $"{TextFolding.Fold(caption)} {layout} {office}".TrimEnd());

    /// <summary>
    /// The name under which the measure of a caption that mentions one is remembered, whatever the form: without year and unit, which make
    /// no other measure.
    /// </summary>
    public static AliasKey MeasureAliasKey(string caption) => new(AliasKind.Measure, HeaderCellParser.NormalizeCaption(caption));

    /// <summary>The columns, each as the desk has said.</summary>
    /// <param name="office">Whose report it is; empty if that is not known.</param>
    public IReadOnlyList<TypedColumn> Apply(IReadOnlyList<TypedColumn> columns, string office)
    {
        if (!HasAny)
            return columns;
        var layout = LayoutKey.Create(columns);
        return [.. columns.Select(column => FindAnswer(column, layout, office) is { } answer ? Apply(column, answer) : column)];
    }

    string? FindAnswer(TypedColumn column, string layout, string office) => answers.FindAnswer(QuestionId(layout, column.Index))
        ?? (column.GuessedMeasure is not null ? names.FindAliasTarget(MeasureAliasKey(column.Title)) : null)
        ?? (office.Length > 0 ? names.FindAliasTarget(AliasKey(column.Title, layout, office)) : null);

    static TypedColumn Apply(TypedColumn column, string answer) =>
        answer == Question.LeaveOutAnswer ? Clear(column) with { OtherNumbers = CellClass.LeftOut, Answer = answer }
        : ColumnChoice.Find(answer) is not { } choice ? column
        : Clear(column) with
        {
            Type = choice.Type,
            Measure = choice.Type is { } type ? ColumnTypes.MeasureForType(type) : null,
            OtherNumbers = choice.Numbers,
            Answer = answer,
        };

    static TypedColumn Clear(TypedColumn column) => column with
    {
        Type = null,
        Measure = null,
        GuessedMeasure = null,
        HadGuess = column.GuessedMeasure is not null,
        IsSum = false,
        Part = null,
        OtherNumbers = null,
        NamesDonorsToo = false,
    };
}
