using System.Collections.Immutable;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Tables;

namespace NgoDashboard.Reports.Review;

/// <summary>A table that was found, and what its columns were taken for.</summary>
/// <param name="IsProposed">Its header is only likely: nothing is read before the desk has named its columns.</param>
public sealed record TableOverview(
    string File, string SheetName, int HeaderRowNumber, int LastRowNumber, bool IsProposed, ImmutableArray<ColumnOverview> Columns)
{
    internal static TableOverview From(ReportTable table) => new(
        table.FileName, table.SheetName, table.FirstRowNumber, table.LastRowNumber, !table.Header.IsTable,
        [.. table.Header.Columns.Select(column => new ColumnOverview(
            column.Index, column.Title, FindChoice(column),
            column.Type is not null || column.IsCrossTab || column.IsSum || column.GuessedMeasure is not null,
            ColumnAnswers.QuestionId(table.Header.Layout, column.Index)))]);

    static string? FindChoice(TypedColumn column) => column.Answer
        ?? (column.Type is { } type ? ColumnChoice.ForType(type)?.Code
            : ColumnChoice.All.FirstOrDefault(choice => choice.Type is null && choice.Numbers == column.OtherNumbers)?.Code);
}

/// <summary>A column of a table.</summary>
/// <param name="Choice">The code of what it was taken for; null if the desk cannot choose it, or if it is not known.</param>
/// <param name="IsKnown">Whether it was taken for anything, if only for a sum or one year of several.</param>
/// <param name="QuestionId">The question by whose answer the desk says what it is.</param>
public sealed record ColumnOverview(int Index, string Title, string? Choice, bool IsKnown, string QuestionId);
