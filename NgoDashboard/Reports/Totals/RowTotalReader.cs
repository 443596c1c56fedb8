using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Rows;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Totals;

/// <summary>Compares the sums at the end of a row with the columns beside them. The sum over sectors is a figure.</summary>
sealed class RowTotalReader(TableResolution steps, TotalsKeys keys, PartSums sums, TableReading reading)
{
    readonly IReadOnlyList<RowTotal> totals = RowTotals.Find(steps.Scope.Header);

    /// <summary>The measure of a sum, for which its column may state none; then money is compared with money.</summary>
    public static Measure FindMeasure(TypedColumn sum, Measure? ofRow, TableScope scope) =>
        sum.Measure ?? ofRow ?? scope.Table.TitleMeasure ?? Measure.Disbursed;

    public void Compare(TotalsRow row)
    {
        var summed = new Dictionary<string, RunningSum>(StringComparer.Ordinal);
        foreach (var total in totals)
        {
            var number = steps.Numbers.GetNumber(total.Column, row.Row);
            var ofRow = total.Column.Measure is null ? row.Measure : default;
            if (number.IsBlank || ofRow.IsLeftOut || ofRow.Problem is not null)
                continue;
            var measure = FindMeasure(total.Column, ofRow.Measure, steps.Scope);
            var unit = steps.Amounts.GetRowUnit(row.Row).WithDefaults(ofRow.Unit);
            if (!summed.TryGetValue(total.PartsKey, out var sum))
                summed.Add(total.PartsKey, sum = AddUp(total, measure, unit, row));
            var written = steps.Amounts.Resolve(
                number, measure, total.Column, row.Row, unit.WithDefaults(sum.Unit), ofRow.WrittenMeasure);
            if (written.Problem is { } problem)
                reading.AddProblem(row.Row, total.Column, problem);
            else if (written.Value is { } stated)
                AddTotal(row, total, number, measure, stated, sum);
        }
    }

    RunningSum AddUp(RowTotal total, Measure measure, MoneyUnit unit, TotalsRow row)
    {
        var sum = new RunningSum();
        foreach (var column in total.Parts)
        {
            var number = steps.Numbers.GetNumber(column, row.Row);
            if (!number.IsBlank)
                sum.Add(steps.Amounts.Resolve(number, measure, column, row.Row, unit, row.Measure.WrittenMeasure).Value, number);
        }

        return sum;
    }

    void AddTotal(TotalsRow row, RowTotal total, CellNumber number, Measure measure, Quantity stated, RunningSum sum)
    {
        var (scope, column) = (steps.Scope, total.Column);
        List<ReportFinding> doubts = [];
        if (measure.IsAdditive && sum.Sum is { } parts && sum.DiffersFrom(stated))
        {
            doubts.Add(scope.CreateFinding(ReportFindingKind.TotalDiffers, row.Row, column.Index, column.Title, stated, parts));
            scope.Questions.Findings.AddRange(doubts);
        }

        var asPart = column with { Measure = column.Measure ?? total.Parts.FirstOrDefault()?.Measure };
        var key = total.IsFigure ? keys.Resolve(row, asPart) : default;
        if (!row.IsNation)
            sums.Add(column, measure, row.Group.Number, stated, number, key.Part, isPart: !total.IsFigure || key.IsPartOfTable);
        reading.AddUse(row.Row, column, key.Key is null ? CellClass.ComparedTotal : CellClass.Figure, key.Key);
        if (key.Key is { } figure)
            reading.Values.Add(ReportedValue.FromTotal(steps, figure, stated, number, column, row.Row, doubts));
    }
}
