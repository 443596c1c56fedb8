using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace NgoDashboard.Tests.TestKit.Workbooks;

/// <summary>
/// A workbook from rows as text: "#228.5" is a number, "#1.5{triệu USD}" a number with a unit in its format, "#1500{=#,##0,}" one with a format,
/// "=7" a formula with its stored result,
/// "!REF"
/// an error, "@2023-01-05" a date; "&lt;" is merged with the cell to its left, "^" with the one above.
/// </summary>
static partial class TextWorkbook
{
    const uint DayStyle = 1;

    /// <param name="rows">One row per line, cells separated by "|"; a line that begins with "~" is a hidden row.</param>
    public static byte[] Create(string rows) => Create(("Tổng hợp", true, rows));

    public static byte[] Create(params (string Name, bool IsVisible, string Rows)[] sheets)
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
                var rows = sheet.Rows.Split('\n');
                part.Worksheet = new(new SheetData(rows.Select((row, i) => CreateRow(row, i + 1, formats)).OfType<Row>()));
                MergeCell[] merges = [.. FindMergedRanges([.. rows.Select(row => row.Split('|', StringSplitOptions.TrimEntries))]).Select(cells => new MergeCell { Reference = cells })];
                if (merges.Length > 0)
                    part.Worksheet.Append(new MergeCells(merges));
                list.Append(new Sheet
                {
                    Id = book.GetIdOfPart(part),
                    SheetId = (uint)index + 1,
                    Name = sheet.Name,
                    State = sheet.IsVisible ? null : SheetStateValues.Hidden,
                });
            }

            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new(
                new NumberingFormats(formats.Select((format, i) => new NumberingFormat { NumberFormatId = 200 + (uint)i, FormatCode = ToCode(format) })),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats([new CellFormat(), new CellFormat { NumberFormatId = 14 }, .. formats.Select((_, i) => new CellFormat { NumberFormatId = 200 + (uint)i })]));
        }

        return memory.ToArray();
    }

    /// <summary>The same workbook with a macro part.</summary>
    public static byte[] WithMacros(byte[] book)
    {
        using var memory = new MemoryStream();
        memory.Write(book);
        using (var file = SpreadsheetDocument.Open(memory, isEditable: true))
        {
            file.ChangeDocumentType(SpreadsheetDocumentType.MacroEnabledWorkbook);
            using var code = new MemoryStream("Sub Auto_Open()"u8.ToArray());
            file.WorkbookPart!.AddNewPart<VbaProjectPart>().FeedData(code);
        }

        return memory.ToArray();
    }

    /// <summary>The same workbook with hidden columns in its first sheet, counted from 1.</summary>
    public static byte[] WithHiddenColumns(byte[] book, uint first, uint last)
    {
        using var memory = new MemoryStream();
        memory.Write(book);
        using (var file = SpreadsheetDocument.Open(memory, isEditable: true))
            file.WorkbookPart!.WorksheetParts.First().Worksheet!.PrependChild(new Columns(new Column { Min = first, Max = last, Hidden = true }));

        return memory.ToArray();
    }

    /// <summary>The same workbook with a comment beside a cell of its first sheet.</summary>
    public static byte[] WithComment(byte[] book, string reference, params string[] runs)
    {
        using var memory = new MemoryStream();
        memory.Write(book);
        using (var file = SpreadsheetDocument.Open(memory, isEditable: true))
        {
            file.WorkbookPart!.WorksheetParts.First().AddNewPart<WorksheetCommentsPart>().Comments = new(
                new Authors(new Author("")),
                new CommentList(new Comment(new CommentText(runs.Select(text => new Run(new Text(text))))) { Reference = reference, AuthorId = 0 }));
        }

        return memory.ToArray();
    }

    static IEnumerable<string> FindMergedRanges(string[][] rows)
    {
        for (var line = 0; line < rows.Length; line++)
        {
            for (var column = 0; column < rows[line].Length; column++)
            {
                if (rows[line][column] is "<" or "^")
                    continue;
                var (right, bottom) = (column, line);
                while (right + 1 < rows[line].Length && rows[line][right + 1] == "<")
                    right++;
                while (bottom + 1 < rows.Length && column < rows[bottom + 1].Length && rows[bottom + 1][column] == "^")
                    bottom++;
                if (right > column || bottom > line)
                    yield return $"{NgoDashboard.Reports.Sheets.CellReference.ColumnLetters(column)}{line + 1}:{NgoDashboard.Reports.Sheets.CellReference.ColumnLetters(right)}{bottom + 1}";
            }
        }
    }

    static Row? CreateRow(string text, int line, List<string> formats)
    {
        if (text.Trim().Length == 0)
            return null;
        var isHidden = text.StartsWith('~');
        return new(CreateCells(isHidden ? text[1..] : text, line, formats)) { RowIndex = (uint)line, Hidden = isHidden ? true : null };
    }

    static IEnumerable<Cell> CreateCells(string text, int line, List<string> formats)
    {
        foreach (var (column, written) in text.Split('|').Index())
        {
            var value = written.Trim();
            if (value is "" or "<" or "^")
                continue;
            var cell = value switch
            {
                ['#', ..] when NumberWithFormatPattern().Match(value) is { Success: true } match => CreateNumberCell(match.Groups[1].Value, 2 + (uint)GetFormatIndex(formats, match.Groups[2].Value)),
                ['#', .. var number] => CreateNumberCell(number, 0),
                "=" => new(new CellFormula("B1*2")),
                ['=', .. var stored] => new(new CellFormula("SUM(B1:B2)"), new CellValue(stored)),
                ['!', .. var error] => new(new CellValue($"#{error}!")) { DataType = CellValues.Error },
                ['@', .. var day] => CreateNumberCell(DateTime.Parse(day, CultureInfo.InvariantCulture).ToOADate().ToString(CultureInfo.InvariantCulture), DayStyle),
                _ => new(new InlineString(new Text(value))) { DataType = CellValues.InlineString },
            };
            cell.CellReference = $"{NgoDashboard.Reports.Sheets.CellReference.ColumnLetters(column)}{line}";
            yield return cell;
        }
    }

    static string ToCode(string format) => format is ['=', .. var code] ? code : $"#,##0.##\\ \"{format}\"";

    static Cell CreateNumberCell(string value, uint style) => new(new CellValue(value)) { StyleIndex = style };

    static int GetFormatIndex(List<string> formats, string format)
    {
        if (!formats.Contains(format))
            formats.Add(format);
        return formats.IndexOf(format);
    }

    [GeneratedRegex(@"^#([\d.E+-]+)\{(.+)\}$")]
    private static partial Regex NumberWithFormatPattern();
}
