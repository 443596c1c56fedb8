using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace NgoDashboard.Tests.TestKit.Workbooks;

/// <summary>A workbook as a spreadsheet program saves it, from cells as objects.</summary>
static class ObjectWorkbook
{
    /// <param name="rows">A string "=…" is a formula, "#…!" an error, an int a number; every other string is a shared string.</param>
    public static byte[] Create(params IEnumerable<object?[]> rows) => Create([("Danh sách", true, rows)]);

    public static byte[] Create(params (string Name, bool IsVisible, IEnumerable<object?[]> Rows)[] sheets)
    {
        using var memory = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var list = new Sheets();
            book.Workbook = new(list);
            var texts = new List<string>();
            foreach (var (index, sheet) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new(new SheetData(sheet.Rows.Select((row, line) => new Row(CreateCells(row, line + 1, texts)) { RowIndex = (uint)line + 1 })));
                list.Append(new Sheet
                {
                    Id = book.GetIdOfPart(part),
                    SheetId = (uint)index + 1,
                    Name = sheet.Name,
                    State = sheet.IsVisible ? null : SheetStateValues.Hidden,
                });
            }

            book.AddNewPart<SharedStringTablePart>().SharedStringTable = new(texts.Select(text => new SharedStringItem(new Text(text))));
        }

        return memory.ToArray();
    }

    static IEnumerable<Cell> CreateCells(object?[] row, int line, List<string> texts)
    {
        foreach (var (column, value) in row.Index())
        {
            // Spreadsheet programs write no empty cells.
            if (value is null)
                continue;
            var cell = value switch
            {
                int number => new Cell(new CellValue(number)),
                string and ['=', ..] formula => new Cell(new CellFormula(formula[1..]), new CellValue("0")),
                string and ['#', .., '!'] error => new Cell(new CellValue(error)) { DataType = CellValues.Error },
                _ => CreateSharedStringCell((string)value, texts),
            };
            cell.CellReference = $"{(char)('A' + column)}{line}";
            yield return cell;
        }
    }

    static Cell CreateSharedStringCell(string text, List<string> texts)
    {
        texts.Add(text);
        return new(new CellValue(texts.Count - 1)) { DataType = CellValues.SharedString };
    }
}
