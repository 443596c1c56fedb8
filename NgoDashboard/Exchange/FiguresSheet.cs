using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Exchange;

/// <summary>Figures as a workbook for an office: real numbers, and names in the reader's language.</summary>
static class FiguresSheet
{
    public static byte[] Write(IEnumerable<(Figure Figure, Statement Statement)> rows, Reference reference) => SheetFile.Write(new SheetContent(
        Words.Province["sheet"],
        FigureLine.Columns(withNotes: false),
        rows.Select(row => FigureLine.Of(row.Figure, row.Statement).Cells(reference, withNotes: false))));
}
