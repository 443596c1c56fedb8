using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
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

    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading)
    {
        try
        {
            var bounds = new WorkbookLimits();
            if (bounds.CheckPackage(content))
                return ReadVisibleSheets(content, bounds, reading);
            reading.AddFinding(ReportFindingKind.NotATable);
            return [];
        }
        catch (ReadingLimitException much)
        {
            reading.AddFinding(much.Kind, null, much.Limit);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException and not OperationCanceledException)
        {
            // Each part of the package can be damaged in its own way, with its own exception.
            reading.AddFinding(ReportFindingKind.Damaged);
        }

        return [];
    }

    static List<Sheet> ReadVisibleSheets(byte[] content, WorkbookLimits bounds, ReadingBudget reading)
    {
        using var document = SpreadsheetDocument.Open(
            new MemoryStream(content), isEditable: false, new OpenSettings { MaxCharactersInPart = MaxPartCharacters });
        var book = document.WorkbookPart!;
        if (book.VbaProjectPart is not null)
            reading.AddFinding(ReportFindingKind.Macros);
        bounds.CheckTree(book);
        bounds.CheckTree(book.WorkbookStylesPart);
        var texts = book.SharedStringTablePart is { } shared ? ReadSharedTexts(shared, reading) : [];
        var formats = new NumberFormats(book.WorkbookStylesPart?.Stylesheet);
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
                sheets.Add(new WorksheetReader(part, texts, formats, is1904, reading).ReadSheet(name));
        }

        if (sheets.Count == 0)
            reading.AddFinding(ReportFindingKind.NoSheet);
        return sheets;
    }

    /// <summary>The shared texts, without the phonetic guides that East Asian sheets have beside a text.</summary>
    static List<string> ReadSharedTexts(SharedStringTablePart part, ReadingBudget reading)
    {
        var texts = new List<string>();
        using var xml = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), WorkbookLimits.XmlSettings);
        while (xml.Read())
        {
            WorkbookLimits.CountStep(reading, xml);
            // Normalised once here and not for every cell, because a million cells may refer to one text of megabytes.
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                texts.Add(CellText.Normalize(WorksheetReader.ReadText(xml, reading)));
        }

        return texts;
    }
}
