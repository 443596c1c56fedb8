using NgoDashboard.Files.Text;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Workbooks;

/// <summary>Reads the first visible sheet of a workbook as a list; formulas and errors are reported as faults of their cells.</summary>
static class WorkbookTableReader
{
    public static PointListTable ReadTable(byte[] file)
    {
        var reading = new ReadingBudget("", null, CancellationToken.None);
        var sheets = WorkbookReader.ReadSheets(file, reading);
        if (sheets.Count > 0)
            return new(sheets[0].Rows.Select(Row)) { OnlySheet = sheets.Count > 1 ? sheets[0].Name : null };
        var fault = reading.Findings.Last(finding => finding.IsFileError);
        return PointListTable.Failed(
            fault.Kind switch
            {
                ReportFindingKind.NoSheet => PointFaultKind.NoSheet,
                ReportFindingKind.NotATable => PointFaultKind.NotAList,
                ReportFindingKind.UnpackedTooLarge => PointFaultKind.UnpackedTooLarge,
                ReportFindingKind.NestedTooDeeply => PointFaultKind.NestedTooDeeply,
                ReportFindingKind.TooManyElements or ReportFindingKind.TooManyCells or ReportFindingKind.TooManyRows =>
                    PointFaultKind.TooManyElements,
                _ => PointFaultKind.Damaged,
            },
            [.. fault.Args.OfType<int>()]);
    }

    static PointListRow Row(SheetRow row) =>
        new(row.RowNumber, [.. row.Cells.Select(cell => new PointListCell(cell.ColumnIndex, cell.Text, Fault(cell)))]);

    static PointFaultKind? Fault(Cell cell) =>
        cell.IsFormula ? PointFaultKind.FormulaCell : cell.Kind == CellKind.Error ? PointFaultKind.ErrorCell : null;
}
