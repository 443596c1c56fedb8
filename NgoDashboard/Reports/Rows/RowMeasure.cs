using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Rows;

/// <summary>What the measure column of a row states, or the heading above it.</summary>
/// <param name="Sector">The sector of a row below its measure: "Trong đó: Y tế".</param>
/// <param name="WrittenMeasure">The measure as written, for the question about it; null in a table without a measure column.</param>
/// <param name="Problem">Why its numbers cannot be taken.</param>
/// <param name="IsLeftOut">The row is none of this program's measures, or the desk has left it out.</param>
readonly record struct RowMeasure(
    Measure? Measure, string? Sector = null, Period? Period = null, MoneyUnit Unit = default, string? WrittenMeasure = null,
    ReportFinding? Problem = null, bool IsLeftOut = false)
{
    /// <summary>What its numbers are, if its label says that they are no figures: a growth, a plan.</summary>
    public CellClass? Numbers { get; init; }
}
