using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;

namespace NgoDashboard.Reports.Totals;

/// <summary>
/// Reads a table of totals: a row for each province, sector, year or measure, or combinations of them, with measures, sectors, provinces or
/// years side by side. Each number is a figure; a printed total is one too, and is compared with its parts.
/// </summary>
static class TotalsReader
{
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static TableReading Read(TableResolution steps)
    {
        var (reading, sums, keys) = (new TableReading(), new PartSums(), new TotalsKeys(steps));
        var columns = FindFigureColumns(steps.Scope);
        var rows = new TotalsRowReader(steps, columns, keys, sums, reading);
        var printed = new PrintedTotals(steps, keys, [.. columns, .. steps.Scope.Header.Columns.Where(column => column.IsSum)]);
        var rowTotals = new RowTotalReader(steps, keys, sums, reading);
        var (heading, before) = ((TotalsRow?)null, new List<TotalsRow>());
        foreach (var row in new TotalsRowClassifier(steps).Classify())
        {
            // The numbers of a heading are compared when its group ends.
            if (heading is not null && (row.Role == RowRole.HeadingWithSum || row.Group.Number != heading.Group.Number))
            {
                printed.CompareHeading(heading, sums, reading);
                heading = null;
            }

            switch (row.Role)
            {
                case RowRole.HeadingWithSum:
                    heading = row;
                    break;
                case RowRole.Total when sums.IsEmpty:
                    before.Add(row);
                    break;
                case RowRole.Total:
                    printed.CompareTotal(row, sums, reading);
                    break;
                case RowRole.Data when rows.IsUnnamed(row):
                    if (!printed.IsTotalSoFar(row, sums))
                        rows.Refuse(row);
                    else
                        printed.CompareTotal(row, sums, reading);
                    break;
                case RowRole.Data:
                    rows.Read(row);
                    rowTotals.Compare(row);
                    break;
            }
        }

        if (heading is not null)
            printed.CompareHeading(heading, sums, reading);
        foreach (var total in before)
            printed.CompareTotal(total, sums, reading);
        return reading;
    }

    /// <summary>The columns of figures. "Dự án | Phi dự án" under "GIẢI NGÂN NĂM 2023" may mean their number or their money.</summary>
    static TypedColumn[] FindFigureColumns(TableScope scope)
    {
        var hasMoney = scope.Header.Columns.Any(column => column.MayBeMoney || column.IsCrossTab);
        return
        [
            .. scope.Header.Columns.Where(column => column.HoldsFigures).Select(column =>
                scope.Table.TitleMeasure is { IsMoney: true } title && !hasMoney
                && column.Type is ColumnType.Projects or ColumnType.NonProjects
                && !TextFolding.Fold(column.Title).StartsWith("so ", StringComparison.Ordinal)
                    ? column with { Type = null, Measure = null, GuessedMeasure = title } : column),
        ];
    }
}
