using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readings;

/// <summary>A figure as a report states it, or as it is summed up from grants.</summary>
/// <param name="Location">The cell; of a sum the first of its rows.</param>
/// <param name="WrittenText">The number as it is written there.</param>
/// <param name="SummedRowCount">How many rows were added up; 0 if the cell states the value.</param>
public sealed record ReportedValue(
    string File, FigureKey Key, Quantity Value, Qualifier Qualifier, CellReference Location, string WrittenText, int SummedRowCount,
    IReadOnlyList<ReportFinding> Findings)
{
    /// <summary>A printed total that is a figure.</summary>
    internal static ReportedValue FromTotal(
        TableResolution steps, FigureKey key, Quantity value, CellNumber number, TypedColumn column, SheetRow row,
        IReadOnlyList<ReportFinding> findings) =>
        new(steps.Scope.Table.FileName, key, value, steps.Numbers.GetQualifier(number, column),
            steps.Scope.Table.ReferenceTo(row, column.Index), row.FindCell(column.Index)!.Value.Text, 0, findings)
        {
            IsPrintedTotal = true,
        };

    /// <summary>
    /// The first header row of the totals table in which it stands; null elsewhere. Two rows of one such table are distinct amounts even if
    /// their keys are equal, because a column that is no part of the key tells them apart.
    /// </summary>
    public int? TotalsHeaderRow { get; init; }

    /// <summary>It is printed as the total of other numbers of the report.</summary>
    public bool IsPrintedTotal { get; init; }

    /// <summary>This program exported the number as a calculated total. It is compared with the total and not imported.</summary>
    public bool IsCalculated { get; init; }
}
