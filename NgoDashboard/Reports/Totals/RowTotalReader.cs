using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Totals;

/// <summary>Compares the sums at the end of a row with the columns beside them. The sum over sectors is a figure.</summary>
static class RowTotalReader
{
    public static void Compare(
        TotalsRow row, IReadOnlyList<RowTotal> totals, TableResolution steps, TotalsKeys keys, TableReading reading)
    {
        var summed = new Dictionary<string, RunningSum>(StringComparer.Ordinal);
        foreach (var total in totals)
        {
            var number = steps.Numbers.GetNumber(total.Column, row.Row);
            var ofRow = total.Column.Measure is null ? row.Measure : default;
            if (number.IsBlank || ofRow.IsLeftOut || ofRow.Problem is not null)
                continue;
            var measure = total.Column.Measure ?? ofRow.Measure ?? steps.Scope.Table.TitleMeasure ?? Measure.Disbursed;
            var unit = steps.Amounts.GetRowUnit(row.Row).WithDefaults(ofRow.Unit);
            if (!summed.TryGetValue(total.PartsKey, out var sum))
                summed.Add(total.PartsKey, sum = AddUp(total, measure, unit, row, ofRow, steps));
            var written = steps.Amounts.Resolve(
                number, measure, total.Column, row.Row, unit.WithDefaults(sum.Unit), ofRow.WrittenMeasure);
            if (written.Problem is { } problem)
                reading.AddProblem(row.Row, total.Column, problem);
            else if (written.Value is { } stated)
                AddTotal(row, total, number, measure, stated, sum, steps, keys, reading);
        }
    }

    static RunningSum AddUp(
        RowTotal total, Measure measure, MoneyUnit unit, TotalsRow row, RowMeasure ofRow, TableResolution steps)
    {
        var sum = new RunningSum();
        foreach (var column in total.Parts)
        {
            var number = steps.Numbers.GetNumber(column, row.Row);
            if (!number.IsBlank)
                sum.Add(steps.Amounts.Resolve(number, measure, column, row.Row, unit, ofRow.WrittenMeasure).Value, number);
        }

        return sum;
    }

    static void AddTotal(
        TotalsRow row, RowTotal total, CellNumber number, Measure measure, Quantity stated, RunningSum sum, TableResolution steps,
        TotalsKeys keys, TableReading reading)
    {
        var (scope, column) = (steps.Scope, total.Column);
        List<ReportFinding> doubts = [];
        if (measure.IsAdditive && sum.Sum is { } parts && sum.DiffersFrom(stated))
        {
            doubts.Add(scope.CreateFinding(ReportFindingKind.TotalDiffers, row.Row, column.Index, column.Title, stated, parts));
            scope.Questions.Findings.AddRange(doubts);
        }

        var asPart = column with { Measure = column.Measure ?? total.Parts.FirstOrDefault()?.Measure };
        var key = total.IsFigure ? keys.Resolve(row, asPart).Key : null;
        reading.AddUse(row.Row, column, key is null ? CellClass.ComparedTotal : CellClass.Figure, key);
        if (key is { } figure)
            reading.Values.Add(new(
                scope.Table.FileName, figure, stated, steps.Numbers.GetQualifier(number, column),
                scope.Table.ReferenceTo(row.Row, column.Index), row.Row.FindCell(column.Index)!.Value.Text, 0, doubts)
            {
                IsPrintedTotal = true,
            });
    }
}
