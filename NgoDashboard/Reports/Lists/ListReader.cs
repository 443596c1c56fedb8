using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Lists;

/// <summary>
/// Reads a list, in which each row is a grant or the grants of one donor or country, and adds them up by province and sector. A finding of
/// each sum tells how many rows it lacks because they could not be read.
/// </summary>
static class ListReader
{
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static TableReading Read(TableResolution steps)
    {
        var (scope, reading, rows) = (steps.Scope, new TableReading(), new ListRowClassifier(steps));
        TypedColumn[] columns = [.. scope.Header.Columns.Where(IsAddedUp)];
        var (sums, counts) = (new GrantSums(scope), new GrantCounts(scope));
        var totals = new ListTotals(steps, [.. columns, .. scope.Header.Columns.Where(column => column.IsSum)], reading);
        var grants = new GrantRowReader(steps, columns, sums, counts, totals, reading);
        var read = new List<SheetRow>();
        foreach (var row in rows.Classify())
        {
            totals.EndHeading(row.Group.Number);
            switch (row.Role)
            {
                case RowRole.Total:
                    totals.CompareTotal(row);
                    break;
                case RowRole.HeadingWithSum:
                    totals.StartHeading(row);
                    break;
                case RowRole.Part:
                    scope.AddFinding(ReportFindingKind.PartOfRowAbove, row.Row, null, row.Title);
                    Array.ForEach(columns, column => reading.AddUse(row.Row, column, CellClass.SummedPart));
                    break;
                case RowRole.Data when rows.HasNumber(row.Row) || IsCompleteName(row, scope):
                    if (grants.Read(row, rows.IsNamed(row.Row)))
                        read.Add(row.Row);
                    break;
            }
        }

        totals.EndHeading(int.MaxValue);
        foreach (var (row, parts) in SumRows.Find(read, rows.Numbers.IsNumbered, columns, steps.Numbers.GetNumber))
            scope.AddFinding(ReportFindingKind.LooksLikeSum, row, null, rows.GetTitle(row), parts);
        // In a list by province, nationwide rows are no total of the country.
        reading.Values.AddRange(sums.ToValues(key => key.Province is null && counts.HasProvinces));
        reading.Values.AddRange(counts.ToValues(counts.HasProvinces));
        return reading;
    }

    /// <summary>Money and counts are added up; a rate of one grant is no rate of its province.</summary>
    static bool IsAddedUp(TypedColumn column) => column.MayBeMoney || column.IsCrossTab
        || (column.HoldsFigures && column.Measure is { IsMoney: false } and not Measure.DisbursementRate);

    /// <summary>A row without numbers is a grant if it names the grant and its donor.</summary>
    static bool IsCompleteName(ListRow row, TableScope scope) => row.Title.Length > 0
        && scope.GetText(ColumnType.Donor, row.Row).Length > 0 && scope.GetText(ColumnType.Grant, row.Row).Length > 0;

}
