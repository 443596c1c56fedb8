using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Readings;

/// <summary>What one table states, and what became of its cells. Filled while the table is read.</summary>
sealed class TableReading
{
    public List<ReportedValue> Values { get; } = [];

    public List<CellUse> Uses { get; } = [];

    public void AddUse(SheetRow row, TypedColumn column, CellClass use, Figures.Cube.FigureKey? key = null) =>
        Uses.Add(new(row.RowNumber, column.Index, use, key));

    /// <summary>A total of which no part was read, so that nothing can be compared.</summary>
    public void AddTotalWithoutParts(TableScope scope, SheetRow row, TypedColumn column)
    {
        scope.AddFinding(ReportFindingKind.TotalWithoutParts, row, column.Index, column.Title);
        Uses.Add(new(row.RowNumber, column.Index, CellClass.NotRead, Reason: ReportFindingKind.TotalWithoutParts));
    }

    /// <summary>A number that could not be taken.</summary>
    public void AddProblem(SheetRow row, TypedColumn column, ReportFinding problem) => Uses.Add(
        problem.Kind == ReportFindingKind.LeftOut ? new(row.RowNumber, column.Index, CellClass.LeftOut)
            : new(row.RowNumber, column.Index, CellClass.NotRead, Reason: problem.Kind));
}
