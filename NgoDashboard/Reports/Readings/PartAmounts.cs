using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readings;

/// <summary>Columns whose amounts are parts of one column: cash and aid in kind beside their total.</summary>
sealed class PartAmounts(TableResolution steps)
{
    readonly ILookup<int?, TypedColumn> parts = steps.Scope.Header.Columns.Where(column => column.WholeColumnIndex is not null)
        .ToLookup(column => column.WholeColumnIndex);

    /// <summary>Compares the whole with the sum of its parts.</summary>
    /// <param name="key">The figure to which they belong; null if it is none.</param>
    /// <param name="ofRow">The unit that the row states.</param>
    /// <returns>A doubt if they differ.</returns>
    public ReportFinding? Compare(
        TypedColumn whole, SheetRow row, Measure measure, FigureKey? key, Quantity? stated, MoneyUnit ofRow, TableReading reading)
    {
        var sum = new RunningSum();
        foreach (var part in parts[whole.Index])
        {
            var number = steps.Numbers.GetNumber(part, row);
            if (number.IsBlank)
                continue;
            var value = steps.Amounts.Resolve(number, measure, part, row, ofRow.WithDefaults(whole.Unit));
            sum.Add(value.Value, number);
            if (value.Problem is { } problem)
                reading.AddProblem(row, part, problem);
            else
                reading.AddUse(row, part, CellClass.SummedPart, key);
        }

        return stated is { } total && sum.Sum is { } added && sum.DiffersFrom(total)
            ? steps.Scope.CreateFinding(ReportFindingKind.TotalDiffers, row, whole.Index, whole.Title, total, added) : null;
    }
}
