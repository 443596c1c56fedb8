using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Exchange;

/// <summary>Figures as a file for an office: names in the reader's language, and in a workbook real numbers.</summary>
static class FiguresSheet
{
    /// <summary>With the mark by which a spreadsheet knows UTF-8.</summary>
    public static byte[] Csv(IEnumerable<(Figure Figure, Statement Statement)> rows, Reference reference) => CsvText.Write(
        rows.Select(row => FigureLine.Of(row.Figure, row.Statement).Cells(reference, withNotes: false).Select(FigureLine.Text)).Prepend(FigureLine.Columns(withNotes: false).Select(column => column.Header)),
        hasMark: true);

    public static byte[] Write(IEnumerable<(Figure Figure, Statement Statement)> rows, Reference reference) => SheetFile.Write(new SheetContent(
        Words.Province["sheet"],
        FigureLine.Columns(withNotes: false),
        rows.Select(row => FigureLine.Of(row.Figure, row.Statement).Cells(reference, withNotes: false))));
}
