using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;

namespace NgoDashboard.Files.Exports;

/// <summary>Figures as a file for offices: names in the reader's language, and in a workbook real numbers.</summary>
static class FiguresOfficeFile
{
    /// <summary>With a byte-order mark, by which spreadsheets recognise UTF-8.</summary>
    public static byte[] WriteCsv(IEnumerable<(Figure Figure, Statement Statement)> rows, ReferenceData reference) => CsvFileWriter.Write(
        rows.Select(row => FigureExportRow.From(row.Figure, row.Statement).Cells(reference, withNotes: false)
            .Select(FigureExportRow.ToCsvText)).Prepend(FigureExportRow.Columns(withNotes: false).Select(column => column.Header)),
        hasMark: true);

    public static byte[] WriteWorkbook(IEnumerable<(Figure Figure, Statement Statement)> rows, ReferenceData reference) =>
        WorkbookWriter.Write(new SheetContent(
        Words.Province["sheet"],
        FigureExportRow.Columns(withNotes: false),
        rows.Select(row => FigureExportRow.From(row.Figure, row.Statement).Cells(reference, withNotes: false))));
}
