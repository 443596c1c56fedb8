using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Reports.Account;

/// <summary>What became of the number in one cell.</summary>
/// <param name="RowNumber">As in the file, from 1.</param>
/// <param name="ColumnIndex">From 0.</param>
/// <param name="Key">The figure that it is, is a part of, or was compared with; null if it belongs to none.</param>
/// <param name="Reason">Why it was not read; null in every other class.</param>
public readonly record struct CellUse(
    int RowNumber, int ColumnIndex, CellClass Class, FigureKey? Key = null, ReportFindingKind? Reason = null);
