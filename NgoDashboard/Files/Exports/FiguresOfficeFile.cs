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
    public static byte[] WriteCsv(
        IEnumerable<(Figure Figure, Statement Statement)> rows, ReferenceData reference, DisplayLanguage language) => CsvFileWriter.Write(
        CreateRows(rows, reference, language).Select(row => row.Select(FigureExportRow.ToCsvText))
            .Prepend(FigureExportRow.Columns(language, withNotes: false).Select(column => column.Header)),
        hasMark: true);

    public static byte[] WriteWorkbook(
        IEnumerable<(Figure Figure, Statement Statement)> rows, ReferenceData reference, DisplayLanguage language) =>
        WorkbookWriter.Write(new SheetContent(
            language.Words.Province["sheet"],
            FigureExportRow.Columns(language, withNotes: false),
            CreateRows(rows, reference, language)));

    static IEnumerable<IReadOnlyList<object?>> CreateRows(
        IEnumerable<(Figure Figure, Statement Statement)> rows, ReferenceData reference, DisplayLanguage language) =>
        rows.Select(row => FigureExportRow.From(row.Figure, row.Statement, language).Cells(reference, language, withNotes: false));
}
