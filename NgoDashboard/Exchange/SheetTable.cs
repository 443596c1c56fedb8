using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Language;
using NgoDashboard.Live;
using Place = NgoDashboard.Reports.Place;

namespace NgoDashboard.Exchange;

/// <summary>
/// The first sheet of an Office Open XML workbook (XLSX) that is not hidden, row by row. Nothing is computed: of a formula and of an
/// error it is said that they are there.
/// </summary>
static class SheetTable
{
    /// <summary>A list of this kind unpacks to a few megabytes; what is packed to unpack without end is stopped here.</summary>
    const int MostLettersInPart = 40_000_000;

    /// <summary>Of a row; further out there is no list.</summary>
    const int MostColumns = 200;

    public static Table Read(byte[] file)
    {
        if (Kind(file) is { } fault)
            return Table.Of(fault);
        try
        {
            return Sheet(file);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // There are as many ways to be damaged as parts in the package.
            return Table.Of(PointFaultKind.Damaged);
        }
    }

    /// <summary>Null for what says that it is a workbook.</summary>
    static PointFaultKind? Kind(byte[] file)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(file));
            return package.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)) ? null : PointFaultKind.NotAList;
        }
        catch (InvalidDataException)
        {
            return PointFaultKind.Damaged;
        }
    }

    static Table Sheet(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false, new OpenSettings { MaxCharactersInPart = MostLettersInPart });
        var book = document.WorkbookPart!;
        var sheets = book.Workbook!.Descendants<Sheet>()
            .Where(sheet => sheet.State is null || sheet.State.Value == SheetStateValues.Visible)
            .Select(sheet => (Name: sheet.Name?.Value, Part: sheet.Id?.Value is { } id ? book.GetPartById(id) as WorksheetPart : null))
            .Where(sheet => sheet.Part is not null)
            .ToList();
        if (sheets.Count == 0)
            return Table.Of(PointFaultKind.NoSheet);
        // Read here, where what is damaged is noticed; never more than may be in a list.
        var rows = Rows(sheets[0].Part!, Texts(book)).Take(PointColumns.LinesToHead + PointsReader.MostRows + 1).ToList();
        return new(rows, Note: sheets.Count > 1 ? Words.Points["note-sheet", sheets[0].Name] : null);
    }

    static List<string> Texts(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                texts.Add(Text((SharedStringItem)reader.LoadCurrentElement()!));
        }

        return texts;
    }

    static IEnumerable<TableRow> Rows(WorksheetPart part, List<string> texts)
    {
        using var reader = OpenXmlReader.Create(part);
        var line = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            var row = (Row)reader.LoadCurrentElement()!;
            line = row.RowIndex?.Value is { } index ? checked((int)index) : line + 1;
            var cells = Cells(row, texts).Where(cell => cell.Fault is not null || !string.IsNullOrWhiteSpace(cell.Text)).ToList();
            if (cells.Count > 0)
                yield return new(line, cells);
        }
    }

    static IEnumerable<TableCell> Cells(Row row, List<string> texts)
    {
        var column = -1;
        foreach (var cell in row.Elements<Cell>())
        {
            column = cell.CellReference?.Value is { } reference ? Place.ColumnOf(reference) : column + 1;
            if (column >= MostColumns)
                yield break;
            yield return Cell(cell, column, texts);
        }
    }

    static TableCell Cell(Cell cell, int column, List<string> texts)
    {
        var value = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.Error)
            return new(column, value, PointFaultKind.ErrorCell);
        var text = type == CellValues.SharedString ? texts[int.Parse(value, CultureInfo.InvariantCulture)]
            : type == CellValues.InlineString ? cell.InlineString is { } inline ? Text(inline) : ""
            : value;
        return new(column, text, cell.CellFormula is null ? null : PointFaultKind.FormulaCell);
    }

    /// <summary>Without the reading aids that East Asian sheets carry beside a text.</summary>
    static string Text(OpenXmlElement item) => string.Concat(item.Elements().Select(child => child switch
    {
        Text text => text.Text,
        Run run => run.Text?.Text,
        _ => null,
    }));
}
