using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Files.Workbooks;

/// <summary>A column of a sheet that is written.</summary>
/// <param name="Width">In widths of a digit of the default font.</param>
sealed record SheetColumn(string Header, double Width);

/// <summary>A sheet that is written. Cells are texts, numbers, instants in Viet Nam's time, durations, or null.</summary>
sealed record SheetContent(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Lines above the header of the table.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];
}

/// <summary>
/// Writes sheets as an Office Open XML file (XLSX), with a frozen header, numbers and dates as such, and no formula anywhere.
/// </summary>
static class WorkbookWriter
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Limit of the format: a file with longer texts in a cell counts as damaged.</summary>
    const int MaxCellCharacters = 32_767;

    // Indexes of the formats in Styles().
    const uint Plain = 0, Head = 1, Wrapped = 2, Quoted = 3, Whole = 4, Decimals = 5, Instant = 6, Length = 7, Title = 8;

    public static byte[] Write(params IReadOnlyList<SheetContent> sheets)
    {
        using var memory = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var list = new Sheets();
            book.Workbook = new(list);
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            foreach (var (index, content) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Worksheet(content);
                list.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)index + 1, Name = content.Name });
            }
        }

        return memory.ToArray();
    }

    static Worksheet Worksheet(SheetContent content)
    {
        var data = new SheetData(content.Titles.Select(title => new Row(Text(title, Title))));
        data.Append(new Row(content.Columns.Select(column => Text(column.Header, Head))));
        foreach (var row in content.Rows)
            data.Append(new Row(row.Select(Cell)));
        var headerRow = content.Titles.Count + 1;
        var pane = new Pane
        {
            VerticalSplit = headerRow,
            TopLeftCell = string.Create(CultureInfo.InvariantCulture, $"A{headerRow + 1}"),
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        };
        return new(
            new SheetViews(new SheetView(pane) { WorkbookViewId = 0 }),
            new Columns(content.Columns.Select(
                (column, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true })),
            data);
    }

    static Cell Cell(object? value) => value switch
    {
        null => new(),
        // A text is not run as a formula, but it would be once the cell is edited or the sheet is saved as CSV, so it is quoted.
        string text => Text(text, FormulaInjection.LooksLikeFormula(text) ? Quoted : Wrapped),
        decimal number => Number(number == decimal.Truncate(number) ? Whole : Decimals, number.ToString(CultureInfo.InvariantCulture)),
        long or int => Number(Plain, Convert.ToString(value, CultureInfo.InvariantCulture)!),
        DateTimeOffset at => Number(Instant, at.DateTime.ToOADate().ToString("0.##########", CultureInfo.InvariantCulture)),
        TimeSpan length => Number(Length, length.TotalDays.ToString("0.##########", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"No cell for a {value.GetType().Name}.", nameof(value)),
    };

    static Cell Number(uint style, string text) => new(new CellValue(text)) { StyleIndex = style };

    static Cell Text(string text, uint style) =>
        new(new InlineString(
            new DocumentFormat.OpenXml.Spreadsheet.Text(Truncate(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    static string Truncate(string text)
    {
        // What XML forbids is among the characters that are removed here.
        var clean = TextSanitizer.IsDisplayable(text, isMultiline: true) ? text : TextSanitizer.SanitizeMultiline(text);
        return clean.Length <= MaxCellCharacters ? clean : clean[..(MaxCellCharacters - 1)] + "…";
    }

    static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy hh:mm:ss" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "[hh]:mm:ss" }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Format(),
            Format(font: 1, wraps: true),
            Format(wraps: true),
            Format(wraps: true, isQuoted: true),
            Format(number: 3),
            Format(number: 4),
            Format(number: 164),
            Format(number: 165),
            Format(font: 1)));

    static CellFormat Format(uint number = 0, uint font = 0, bool wraps = false, bool isQuoted = false) => new(
        new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wraps })
    {
        NumberFormatId = number,
        FontId = font,
        FillId = 0,
        BorderId = 0,
        ApplyNumberFormat = number > 0,
        ApplyFont = font > 0,
        ApplyAlignment = true,
        QuotePrefix = isQuoted,
    };
}
