using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>Lets the desk say what columns are: all of a header that is not sure, and those with numbers that nobody has read.</summary>
static class ColumnNaming
{
    public static void Ask(TableResolution steps)
    {
        var (scope, header) = (steps.Scope, steps.Scope.Header);
        var isSure = header.IsTable;
        foreach (var column in header.Columns)
        {
            if (FindFirstRow(scope, column) is not { } row)
                continue;
            if (column.Answer is not null)
                steps.Columns.Ask(column, row);
            else if (isSure ? IsUnread(column) && HoldsNumbers(scope, column) : !IsKnownCaption(column))
                steps.Columns.Ask(column, row, Suggest(scope, column), isOptional: isSure);
        }
    }

    static bool IsUnread(TypedColumn column) =>
        column is { Type: null, IsCrossTab: false, IsSum: false, GuessedMeasure: null, OtherNumbers: null };

    static bool IsKnownCaption(TypedColumn column) =>
        ColumnTypes.FindByCaption(HeaderCellParser.NormalizeCaption(column.Title)) is not null;

    static SheetRow? FindFirstRow(TableScope scope, TypedColumn column) =>
        scope.Table.Rows.FirstOrDefault(row => row.FindCell(column.Index) is not null);

    static bool HoldsNumbers(TableScope scope, TypedColumn column) =>
        scope.Table.Rows.Any(row => row.FindCell(column.Index) is { } cell && CellNumber.LooksLikeNumber(cell));

    static (string Choice, SuggestionReason Reason)? Suggest(TableScope scope, TypedColumn column) =>
        (column.Type ?? (column.GuessedMeasure is { } guess ? ColumnTypes.ForMeasure(guess) : null)) is { } type
        && ColumnChoice.ForType(type) is { } byWords
            ? (byWords.Code, SuggestionReason.Words)
        : HeaderProposal.GuessByContent(scope.Table.Rows, 0, column.Index, scope.Names) is { } byContent
            ? (byContent.Code, SuggestionReason.Content) : null;
}
