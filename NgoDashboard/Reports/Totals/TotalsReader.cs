using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

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
        var (printed, rowTotals) = (new PrintedTotals(steps, keys, columns), RowTotals.Find(steps.Scope.Header));
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
                case RowRole.Data:
                    ReadRow(row, columns, steps, keys, sums, reading);
                    RowTotalReader.Compare(row, rowTotals, columns, steps, keys, reading);
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

    static void ReadRow(
        TotalsRow row, TypedColumn[] columns, TableResolution steps, TotalsKeys keys, PartSums sums, TableReading reading)
    {
        BalanceCheck.CheckRow(steps, row.Row);
        var values = new List<ReportedValue>();
        foreach (var column in columns)
        {
            var number = steps.Numbers.GetNumber(column, row.Row);
            if (number.IsBlank)
                continue;
            var ofRow = column.Measure is null ? row.Measure : default;
            if (ofRow.IsLeftOut)
            {
                reading.Uses.Add(new(row.Row.RowNumber, column.Index, CellClass.NotRead, null, ReportFindingKind.RowNotRead));
                continue;
            }

            var key = keys.Resolve(row, column);
            var value = key.Key is { } known
                ? steps.Amounts.Resolve(number, known.Measure, column, row.Row,
                    steps.Amounts.GetRowUnit(row.Row).WithDefaults(ofRow.Unit), ofRow.WrittenMeasure)
                : default;
            if ((key.Problem ?? value.Problem) is { } problem)
                Refuse(steps, reading, row.Row, column, problem with { ResponsibleProvince = key.Key?.Province });
            else if (value.Value is { } quantity)
                AddValue(values, steps, row.Row, column, number, key.Key!.Value, quantity, reading);
            // The country's own row is the whole, and no part of the total below; nor is a sector below its province.
            if (!row.IsNation)
                sums.Add(column, key.Key?.Measure ?? column.Measure ?? ofRow.Measure ?? steps.Scope.Table.TitleMeasure, row.Group.Number,
                    value.Value, number, key.Part, key.IsPartOfTable);
        }

        reading.Values.AddRange(values);
    }

    static void Refuse(TableResolution steps, TableReading reading, SheetRow row, TypedColumn column, ReportFinding problem)
    {
        // What the desk has left out is told where it was asked.
        if (problem.Kind != ReportFindingKind.LeftOut || problem.Args is not [string title] || title != column.Title)
            steps.Scope.Questions.Findings.Add(problem);
        reading.AddProblem(row, column, problem);
    }

    static void AddValue(
        List<ReportedValue> values, TableResolution steps, SheetRow row, TypedColumn column, CellNumber number, FigureKey key,
        Quantity quantity, TableReading reading)
    {
        var table = steps.Scope.Table;
        var value = new ReportedValue(
            table.FileName, key, quantity, steps.Numbers.GetQualifier(number, column), table.ReferenceTo(row, column.Index),
            row.FindCell(column.Index)!.Value.Text, 0, ValueDoubts.Find(steps, number, key.Measure, quantity, column, row))
        {
            TotalsHeaderRow = table.Header.FirstRowIndex,
        };
        CurrencyPairs.AddValue(values, value, steps.Scope);
        if (number.AlsoStated is { } also && key.Measure.IsMoney && Amounts.ToQuantity(also) is { } other)
            CurrencyPairs.AddValue(values, value with { Value = other, Findings = [] }, steps.Scope);
        reading.AddUse(row, column, CellClass.Figure, key);
    }
}
