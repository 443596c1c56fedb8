using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using Sheet = NgoDashboard.Reports.Sheets.Sheet;

namespace NgoDashboard.Files.Workbooks;

/// <summary>
/// Reads the visible sheets of an Office Open XML workbook. The package is opened by the Open XML SDK; rows are read as a stream, because
/// the tree of a sheet of 50,000 rows has millions of objects. Nothing is calculated, and macros are ignored.
/// </summary>
static class WorkbookReader
{
    const int MaxPartCharacters = 20_000_000;

    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        var limits = new PackageLimits();
        limits.CheckPackage(content);
        return ReadVisibleSheets(content, limits, reading);
    });

    static List<Sheet> ReadVisibleSheets(byte[] content, PackageLimits limits, ReadingBudget reading)
    {
        using var document = SpreadsheetDocument.Open(
            new MemoryStream(content), isEditable: false, new OpenSettings { MaxCharactersInPart = MaxPartCharacters });
        var book = document.WorkbookPart!;
        if (book.VbaProjectPart is not null)
            reading.AddFinding(ReportFindingKind.Macros);
        limits.CheckTree(book);
        limits.CheckTree(book.WorkbookStylesPart);
        var texts = SharedTexts.Read(book.SharedStringTablePart, reading);
        var styles = new CellStyles(book.WorkbookStylesPart?.Stylesheet);
        var is1904 = book.Workbook!.WorkbookProperties?.Date1904?.Value ?? false;
        var (sheets, seen) = (new List<Sheet>(), new HashSet<WorksheetPart>());
        foreach (var sheet in book.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>())
        {
            if (sheet.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part || !seen.Add(part))
                continue;
            var name = sheet.Name?.Value ?? "";
            if (sheet.State is { } state && state.Value != SheetStateValues.Visible)
                reading.AddFinding(ReportFindingKind.HiddenSheet, null, name);
            else
                sheets.Add(new WorksheetReader(part, texts, styles, is1904, reading).ReadSheet(name));
        }

        if (sheets.Count == 0)
            reading.AddFinding(ReportFindingKind.NoSheet);
        return sheets;
    }
}
