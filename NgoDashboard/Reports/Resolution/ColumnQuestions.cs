using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Resolution;

/// <summary>
/// Asks what a column is, once for all files of the same layout. The answer is remembered for the office: it is applied unasked where
/// layout and office agree, and suggested where only the layout does.
/// </summary>
sealed class ColumnQuestions(TableScope scope)
{
    static readonly string[] Choices = [.. ColumnChoice.All.Select(choice => choice.Code), Question.LeaveOutAnswer];

    /// <param name="suggestion">What it probably is, and why; null if nothing suggests it.</param>
    /// <param name="isOptional">Nothing waits for the answer: the column may stay unread.</param>
    public void Ask(
        TypedColumn column, SheetRow row, (string Choice, SuggestionReason Reason)? suggestion = null, bool isOptional = false)
    {
        var (layout, office) = (scope.Header.Layout, scope.OwnerCodes is [var code, ..] ? code.ToString() : "");
        var isMeasure = column.GuessedMeasure is not null || column.HadGuess;
        var likely = FindEarlierAnswer(column, layout) ?? suggestion;
        scope.Questions.Ask(
            QuestionKind.Column, ColumnAnswers.QuestionId(layout, column.Index), scope.Table.FileName,
            scope.Table.ReferenceTo(row, column.Index), column.Title.Length > 0 ? column.Title : CellReference.ColumnLetters(column.Index),
            () => likely is { } first ? Choices.Prepend(first.Choice) : Choices,
            isMeasure ? ColumnAnswers.MeasureAliasKey(column.Title) : ColumnAnswers.AliasKey(column.Title, layout, office),
            suggestion: likely?.Reason, isOptional: isOptional, isAliasApplied: isMeasure || office.Length > 0);
    }

    (string Choice, SuggestionReason Reason)? FindEarlierAnswer(TypedColumn column, string layout)
    {
        var name = ColumnAnswers.AliasKey(column.Title, layout, "").FoldedName;
        return scope.Names.FindAliasTargets(AliasKind.Column, name).FirstOrDefault() is { } earlier
            ? (earlier, SuggestionReason.Layout) : null;
    }
}
