using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Readers;

/// <summary>A figure as a report states it, or as it adds up from its grants.</summary>
/// <param name="Location">The cell; of a sum the first of its rows.</param>
/// <param name="WrittenText">The number as it is written there.</param>
/// <param name="SummedRowCount">How many rows were added up; 0 where the cell states it.</param>
public sealed record ReportedValue(string File, FigureKey Key, Quantity Value, Qualifier Qualifier, CellReference Location, string WrittenText, int SummedRowCount, IReadOnlyList<ReportFinding> Findings)
{
    /// <summary>
    /// The first line of the head of the table of totals in which it stands; null elsewhere. Two rows of one such table are two amounts, though
    /// they seem to be of one figure: what tells them apart is in a column that is no key.
    /// </summary>
    public int? TotalsHeaderRow { get; init; }

    /// <summary>It only stands beside the figures, as this program writes them: added up from others.</summary>
    public bool IsCalculated { get; init; }
}
