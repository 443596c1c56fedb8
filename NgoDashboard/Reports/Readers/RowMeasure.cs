using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Readers;

/// <summary>What a row says in the column of measures, or the line above it does.</summary>
/// <param name="Sector">Of a row below its measure: "Trong đó: Y tế".</param>
/// <param name="WrittenMeasure">The measure as it is written, for who is asked about it; null in a table without such a column.</param>
/// <param name="Problem">Why its numbers cannot be taken.</param>
/// <param name="IsLeftOut">They are none that are kept here.</param>
readonly record struct RowMeasure(
    Measure? Measure, string? Sector = null, Period? Period = null, MoneyUnit Unit = default, string? WrittenMeasure = null, ReportFinding? Problem = null, bool IsLeftOut = false);
