using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Resolution;

/// <summary>
/// The periods of a table's numbers: of the row, the column, a heading, the lines above the table, or the sheet's name; otherwise the desk
/// is asked.
/// </summary>
sealed class Periods(TableScope scope)
{
    const int OfferedYearCount = 5;

    /// <param name="column">Null for a row without a number.</param>
    /// <param name="ofHeading">The period of the heading above the row: "Năm 2022".</param>
    /// <param name="ofMeasure">The period in the row's measure: "Giải ngân năm 2023".</param>
    public Resolved<Period?> Resolve(SheetRow row, TypedColumn? column, Period? ofHeading, Period? ofMeasure = null)
    {
        if (scope.Header.FindColumn(ColumnType.PeriodStart) is { } from && scope.Header.HasColumn(ColumnType.PeriodEnd))
            return FromDays(row, from);
        if (scope.Header.FindColumn(ColumnType.Period) is { } own && scope.GetTextOrGroup(ColumnType.Period, row) is { Length: > 0 } text)
            return Parse(text) is { } parsed ? parsed
                : scope.CreateFinding(ReportFindingKind.PeriodUnreadable, row, own.Index, text);
        if (ofMeasure is { } one && column?.Period is { } other && one != other)
            return scope.CreateFinding(ReportFindingKind.PeriodUnreadable, row, column.Index,
                $"{scope.GetText(ColumnType.Measure, row)} {column.Title}".Trim());
        if ((ofMeasure ?? column?.Period ?? ofHeading ?? scope.Table.TitlePeriod ?? FindInSheetName()) is { } around)
            return around;
        var answer = scope.Questions.Ask(
            QuestionKind.Period, $"period|{scope.Id}", scope.Table.FileName, scope.Table.ReferenceTo(row), scope.Name, GetSuggestions);
        return Period.TryParse(answer, out var answered) ? answered
            : scope.CreateFinding(ReportFindingKind.Unanswered, row, column?.Index, column?.Title ?? "");
    }

    Resolved<Period?> FromDays(SheetRow row, TypedColumn from)
    {
        var (first, last) = (scope.GetText(ColumnType.PeriodStart, row), scope.GetText(ColumnType.PeriodEnd, row));
        return PeriodParser.ParseWhole(first) is { IsSingleDay: true } begin && PeriodParser.ParseWhole(last) is { IsSingleDay: true } end
            && begin.From <= end.To
                ? new Period(begin.From, end.To)
                : scope.CreateFinding(ReportFindingKind.PeriodUnreadable, row, from.Index, $"{first} {last}".Trim());
    }

    /// <summary>"Quý I" below a title that names one year is that of this year.</summary>
    Period? Parse(string text) => PeriodParser.ParseWhole(text)
        ?? (scope.Table.Year is { } year ? PeriodParser.ParseWhole(PeriodParser.CompleteWithYear(text, year)) : null);

    Period? FindInSheetName() =>
        PeriodParser.FindIn(scope.Table.SheetName) is { IsSingleDay: false } ofSheet ? ofSheet : null;

    IEnumerable<string> GetSuggestions()
    {
        if (PeriodParser.FindIn(scope.Table.FileName) is { IsSingleDay: false } named)
            yield return named.ToString();
        for (var year = scope.Context.NewestYear; year > scope.Context.NewestYear - OfferedYearCount; year--)
            yield return Period.ForYear(year).ToString();
    }
}
