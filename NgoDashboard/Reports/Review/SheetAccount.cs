using System.Collections.Immutable;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Reports.Review;

/// <summary>What became of every number of a sheet.</summary>
/// <param name="Cells">By row, then by column. Each cell that holds a number, once.</param>
public sealed record SheetAccount(string File, string SheetName, ImmutableArray<CellUse> Cells)
{
    public int Count(CellClass of) => Cells.Count(cell => cell.Class == of);

    /// <summary>The numbers above, between, below or beside the tables.</summary>
    public CellUse[] FindOutsideTables() => [.. Cells.Where(cell => cell.Reason == ReportFindingKind.NumberOutsideTable)];

    /// <summary>Whether every number was read or is known to be no figure.</summary>
    public bool IsComplete => Count(CellClass.NotRead) == 0;
}
