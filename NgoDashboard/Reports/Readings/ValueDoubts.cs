using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readings;

/// <summary>What is doubtful about one value by itself.</summary>
static class ValueDoubts
{
    /// <summary>A year of the whole country never had more projects or organisations; a larger count is probably money.</summary>
    const int MaxCount = 10_000;

    public static IReadOnlyList<ReportFinding> Find(
        TableResolution steps, CellNumber number, Measure measure, Quantity value, TypedColumn column, SheetRow row)
    {
        var scope = steps.Scope;
        if (steps.Numbers.FindScaledDisplay(number, value, column, row) is { } scaled)
            return [scaled];
        if (measure == Measure.DisbursementRate)
            return number.Value > 100 ? [scope.CreateCellFinding(ReportFindingKind.RateOverHundred, row, column)]
                : number is { Value: > 0 and <= 1, IsPercent: false }
                    ? [scope.CreateCellFinding(ReportFindingKind.RateBelowOnePercent, row, column)] : [];
        return !measure.IsMoney && number.Value > MaxCount
            ? [scope.CreateCellFinding(ReportFindingKind.CountIsLarge, row, column)] : [];
    }
}
