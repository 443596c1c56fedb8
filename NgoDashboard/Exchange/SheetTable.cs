using NgoDashboard.Live;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>The first sheet of a workbook that is not hidden, as a list is read: of a formula and of an error it is said that they are there.</summary>
static class SheetTable
{
    public static Table Read(byte[] file)
    {
        var reading = new ReportRows("", null, CancellationToken.None);
        var sheets = ReportWorkbook.Read(file, reading);
        if (sheets.Count > 0)
            return new(sheets[0].Rows.Select(Row)) { OnlySheet = sheets.Count > 1 ? sheets[0].Name : null };
        var fault = reading.Findings.Last(finding => finding.IsOfFile);
        return Table.Of(
            fault.Kind switch
            {
                ReportFindingKind.NoSheet => PointFaultKind.NoSheet,
                ReportFindingKind.NotATable => PointFaultKind.NotAList,
                ReportFindingKind.Bomb => PointFaultKind.UnpackedTooLarge,
                ReportFindingKind.NestedTooDeeply => PointFaultKind.NestedTooDeeply,
                ReportFindingKind.TooManyElements or ReportFindingKind.TooManyCells or ReportFindingKind.TooManyRows => PointFaultKind.TooManyElements,
                _ => PointFaultKind.Damaged,
            },
            [.. fault.Args.OfType<int>()]);
    }

    static TableRow Row(SheetRow row) => new(row.Line, [.. row.Cells.Select(cell => new TableCell(cell.Column, cell.Text, Fault(cell)))]);

    static PointFaultKind? Fault(Cell cell) => cell.IsFormula ? PointFaultKind.FormulaCell : cell.Kind == CellKind.Error ? PointFaultKind.ErrorCell : null;
}
