using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace NgoDashboard.Tests.TestKit;

/// <summary>A workbook from its rows as text: "#228.5" is a number, "#1.5{triệu USD}" one with a format, "=7" a formula, "!REF" an error, "@2023-01-05" a day.</summary>
static partial class ReportBook
{
    const uint DayStyle = 1;

    /// <param name="rows">One row a line, cells divided by "|"; a line that begins with "~" is hidden.</param>
    public static byte[] Of(string rows) => Of(("Tổng hợp", true, rows));

    public static byte[] Of(params (string Name, bool IsVisible, string Rows)[] sheets)
    {
        using var memory = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var list = new Sheets();
            book.Workbook = new(list);
            var formats = new List<string>();
            foreach (var (index, sheet) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new(new SheetData(sheet.Rows.Split('\n').Select((row, i) => Row(row, i + 1, formats)).OfType<Row>()));
                list.Append(new Sheet
                {
                    Id = book.GetIdOfPart(part), SheetId = (uint)index + 1, Name = sheet.Name, State = sheet.IsVisible ? null : SheetStateValues.Hidden,
                });
            }

            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
                new NumberingFormats(formats.Select((format, i) => new NumberingFormat { NumberFormatId = 200 + (uint)i, FormatCode = $"#,##0.##\\ \"{format}\"" })),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats([new CellFormat(), new CellFormat { NumberFormatId = 14 }, .. formats.Select((_, i) => new CellFormat { NumberFormatId = 200 + (uint)i })]));
        }

        return memory.ToArray();
    }

    static Row? Row(string text, int line, List<string> formats)
    {
        if (text.Trim().Length == 0)
            return null;
        var isHidden = text.StartsWith('~');
        return new(Cells(isHidden ? text[1..] : text, line, formats)) { RowIndex = (uint)line, Hidden = isHidden ? true : null };
    }

    static IEnumerable<Cell> Cells(string text, int line, List<string> formats)
    {
        foreach (var (column, written) in text.Split('|').Index())
        {
            var value = written.Trim();
            if (value.Length == 0)
                continue;
            var cell = value switch
            {
                ['#', ..] when Formatted().Match(value) is { Success: true } match => Number(match.Groups[1].Value, 2 + (uint)Place(formats, match.Groups[2].Value)),
                ['#', .. var number] => Number(number, 0),
                "=" => new(new CellFormula("B1*2")),
                ['=', .. var stored] => new(new CellFormula("SUM(B1:B2)"), new CellValue(stored)),
                ['!', .. var error] => new(new CellValue($"#{error}!")) { DataType = CellValues.Error },
                ['@', .. var day] => Number(DateTime.Parse(day, CultureInfo.InvariantCulture).ToOADate().ToString(CultureInfo.InvariantCulture), DayStyle),
                _ => new(new InlineString(new Text(value))) { DataType = CellValues.InlineString },
            };
            cell.CellReference = $"{NgoDashboard.Reports.Place.Letters(column)}{line}";
            yield return cell;
        }
    }

    static Cell Number(string value, uint style) => new(new CellValue(value)) { StyleIndex = style };

    static int Place(List<string> formats, string format)
    {
        if (!formats.Contains(format))
            formats.Add(format);
        return formats.IndexOf(format);
    }

    [GeneratedRegex(@"^#([\d.E+-]+)\{(.+)\}$")]
    private static partial Regex Formatted();
}
