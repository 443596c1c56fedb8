using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Rows;

/// <summary>A text that stands for the rows below it, and where.</summary>
/// <param name="ColumnIndex">Null for a heading, whose column says nothing.</param>
sealed record NamedAbove(string Text, SheetRow Row, int? ColumnIndex);

/// <summary>What the rows above state for a row of a table of totals.</summary>
/// <param name="Number">Grows with every heading: rows with the same number are one group.</param>
/// <param name="Province">The province that a heading or a row above names: its sectors may stand below it.</param>
/// <param name="Problem">Why the group cannot be read: its heading names no known sector.</param>
/// <param name="OpenMeasure">The measure of a heading in a table whose header states none.</param>
/// <param name="Measure">The measure of the row above in a column of measures: "Trong đó: Y tế" is a part of it.</param>
/// <param name="AreSectors">The groups of the table are sectors, so that this group is one too, whatever its name.</param>
sealed record TotalsGroup(
    int Number = 0, Period? Period = null, NamedAbove? Province = null, string? Sector = null, ReportFinding? Problem = null,
    Measure? OpenMeasure = null, RowMeasure? Measure = null, bool AreSectors = false);

/// <summary>A classified row of a table of totals.</summary>
/// <param name="Label">The text of its first key, else its first text.</param>
/// <param name="Group">What the rows above state for it; of a heading with a sum the group that it begins.</param>
/// <param name="IsNation">The country's own row: the whole, and no part of the total below.</param>
sealed record TotalsRow(SheetRow Row, RowRole Role, string Label, TotalsGroup Group, bool IsNation = false)
{
    /// <summary>The measure that the row states for columns that state none.</summary>
    public RowMeasure Measure { get; init; }
}
