using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Resolution;

/// <summary>An answer about a measure: the measure, or that the desk has left the numbers out, or neither while it is asked.</summary>
readonly record struct MeasureAnswer(Measure? Measure, bool IsLeftOut = false);

/// <summary>Asks which measure a column, a row or a whole table holds, where its words do not say it.</summary>
sealed class MeasureQuestions(TableScope scope, ColumnQuestions columns)
{
    /// <summary>The measure of a column whose header is unknown. An answer is applied before, when the header is typed.</summary>
    public MeasureAnswer AskForColumn(TypedColumn column, SheetRow row)
    {
        columns.Ask(column, row, column.GuessedMeasure is { } guess ? (guess.ToCode(), SuggestionReason.Words) : null);
        return default;
    }

    /// <summary>The measure that a text seems to name, if the desk confirms it.</summary>
    public MeasureAnswer AskForRow(string text, Measure guess, SheetRow row) =>
        Ask(QuestionKind.Measure, $"measure|{scope.Id}|{TextFolding.Fold(text)}", text, guess, row,
            scope.Header.FindColumn(ColumnType.Measure)!.Index, text);

    /// <summary>The measure of all numbers of the table.</summary>
    public MeasureAnswer AskForTable(SheetRow row, TypedColumn column) =>
        Ask(QuestionKind.Table, $"measure|{scope.Id}", scope.Name, null, row, column.Index, null);

    /// <param name="name">The name under which the answer is remembered for later reports; null: not at all.</param>
    MeasureAnswer Ask(QuestionKind kind, string id, string about, Measure? guess, SheetRow row, int column, string? name)
    {
        var answer = scope.Questions.Ask(
            kind, id, scope.Table.FileName, scope.Table.ReferenceTo(row, column), about,
            () => [.. guess is { } likely ? [likely.ToCode()] : (string[])[], .. MeasureRules.All.Select(measure => measure.ToCode()),
                Question.LeaveOutAnswer],
            // Remembered without year and unit, which make no other measure.
            name is not null && HeaderCellParser.NormalizeCaption(RowLabels.RemoveNumbering(name)) is { Length: > 0 } bare
                ? new AliasKey(AliasKind.Measure, bare) : null);
        return new(EnumCodes.TryParse(answer, out Measure answered) ? answered : null, answer == Question.LeaveOutAnswer);
    }
}
