using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using Cell = NgoDashboard.Reports.Sheets.Cell;
using Sheet = NgoDashboard.Reports.Sheets.Sheet;

namespace NgoDashboard.Files.Workbooks;

/// <summary>
/// The sheets of an Office Open XML workbook that are not hidden. The package is opened by the Open XML SDK; the rows are read from its parts
/// as a stream, for a sheet of fifty thousand rows makes millions of objects otherwise. Nothing is computed, and no macro is looked at.
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
            // There are as many ways to be damaged as parts in the package.
            reading.AddFinding(ReportFindingKind.Damaged);
        }

        return [];
    }

    static List<Sheet> ReadVisibleSheets(byte[] content, WorkbookLimits bounds, ReadingBudget reading)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false, new OpenSettings { MaxCharactersInPart = MaxPartCharacters });
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

    /// <summary>Without the reading aids that East Asian sheets carry beside a text.</summary>
    static List<string> ReadSharedTexts(SharedStringTablePart part, ReadingBudget reading)
    {
        var texts = new List<string>();
        using var xml = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), WorkbookLimits.XmlSettings);
        while (xml.Read())
        {
            reading.CountStep(xml);
            // Once here, and not for every cell that refers to it: one text of megabytes may be that of a million cells.
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                texts.Add(CellText.Normalize(WorksheetReader.ReadText(xml, reading)));
        }

        return texts;
    }

    /// <summary>The rows of one sheet.</summary>
    sealed class WorksheetReader(WorksheetPart part, List<string> texts, NumberFormats formats, bool is1904, ReadingBudget reading)
    {
        readonly List<Cell> cells = [];
        readonly HashSet<int> hiddenColumns = [];
        int hidden;

        public Sheet ReadSheet(string name)
        {
            var (rows, merges) = (new List<SheetRow>(), new List<MergedRange>());
            using var xml = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), WorkbookLimits.XmlSettings);
            var line = 0;
            while (xml.Read())
            {
                reading.CountStep(xml);
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "mergeCell" && ParseMerge(xml.GetAttribute("ref")) is { } merge)
                    merges.Add(merge);
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "col" && IsHidden(xml))
                    AddHiddenColumns(xml.GetAttribute("min"), xml.GetAttribute("max"));
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                    continue;
                line = xml.GetAttribute("r") is { } written ? int.Parse(written, NumberStyles.None, CultureInfo.InvariantCulture) : line + 1;
                var isHidden = IsHidden(xml);
                if (ReadRow(xml, line) is not { } row)
                    continue;
                hidden += isHidden ? 1 : 0;
                reading.CountRow(row);
                rows.Add(row);
            }

            AddHiddenColumnsFinding(name, rows);
            // Programs write them in order; what reads them looks for lines by halving.
            if (rows.Zip(rows.Skip(1)).Any(pair => pair.First.RowNumber > pair.Second.RowNumber))
                rows = [.. rows.OrderBy(row => row.RowNumber)];
            return new(name, rows, hidden) { MergedCells = new(merges) };
        }

        static bool IsHidden(XmlReader xml) => xml.GetAttribute("hidden") is "1" or "true";

        /// <summary>Counted from 1, the last one too; offices hide all to the end of the sheet.</summary>
        void AddHiddenColumns(string? first, string? last)
        {
            if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to))
                return;
            for (var column = Math.Max(from, 1); column <= Math.Min(to, ReadingBudget.MaxColumns); column++)
                hiddenColumns.Add(column - 1);
        }

        void AddHiddenColumnsFinding(string name, List<SheetRow> rows)
        {
            if (hiddenColumns.Count == 0)
                return;
            int[] filled = [.. rows.SelectMany(row => row.Cells).Select(cell => cell.ColumnIndex).Where(hiddenColumns.Contains).Distinct().Order()];
            if (filled.Length > 0)
                reading.AddFinding(ReportFindingKind.HiddenColumns, new(name, rows[0].RowNumber, filled[0]), string.Join(", ", filled.Select(CellReference.ColumnLetters)));
        }

        /// <summary>"C4:D5"; null for what is one cell, or stands further out than tables do.</summary>
        MergedRange? ParseMerge(string? reference)
        {
            if (reference?.Split(':') is not [var first, var last])
                return null;
            var merge = new MergedRange(CellReference.ParseRowNumber(first), CellReference.ParseColumnIndex(first), CellReference.ParseRowNumber(last), Math.Min(CellReference.ParseColumnIndex(last), ReadingBudget.MaxColumns - 1));
            if (merge.Left < 0 || merge.Right < merge.Left || merge.Bottom < merge.Top || (merge.Bottom == merge.Top && merge.Right == merge.Left))
                return null;
            // Kept once for each of its columns.
            reading.CountStep((merge.Right - merge.Left + 1) * ReadingBudget.CharactersPerCell);
            return merge;
        }

        SheetRow? ReadRow(XmlReader xml, int line)
        {
            if (xml.IsEmptyElement)
                return null;
            cells.Clear();
            var (depth, column) = (xml.Depth, -1);
            while (xml.Read() && xml.Depth > depth)
            {
                reading.CountStep(xml);
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                    continue;
                column = xml.GetAttribute("r") is { } reference ? CellReference.ParseColumnIndex(reference) : column + 1;
                if (ReadCell(xml, column) is { } cell && column < ReadingBudget.MaxColumns)
                    cells.Add(cell);
            }

            if (cells.Count == 0)
                return null;
            // Programs write them in order; a file that does not is read as well.
            if (!IsInOrder())
                cells.Sort((one, other) => one.ColumnIndex.CompareTo(other.ColumnIndex));
            return new(line, [.. cells]);
        }

        bool IsInOrder()
        {
            for (var i = 1; i < cells.Count; i++)
            {
                if (cells[i].ColumnIndex <= cells[i - 1].ColumnIndex)
                    return false;
            }

            return true;
        }

        /// <summary>Leaves the reader at the end of the cell.</summary>
        Cell? ReadCell(XmlReader xml, int column)
        {
            var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
            if (xml.IsEmptyElement)
                return null;
            string? value = null;
            var isFormula = false;
            var depth = xml.Depth;
            xml.Read();
            while (xml.Depth > depth)
            {
                reading.CountStep(xml);
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
                {
                    value = xml.ReadElementContentAsString();
                    continue;
                }

                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is")
                {
                    value = ReadText(xml, reading);
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "f")
                {
                    isFormula = true;
                    xml.Skip();
                    continue;
                }

                xml.Read();
            }

            // A program that computes nothing has written the formula: the number is not in the file.
            if (isFormula && type != "str" && string.IsNullOrEmpty(value))
                return new(column, CellKind.Error, "?", null, isFormula);
            reading.CountStep(value?.Length ?? 0);
            return value is null ? null : CreateCell(column, type, style, value, isFormula);
        }

        Cell? CreateCell(int column, string? type, string? style, string value, bool isFormula)
        {
            switch (type)
            {
                case "s":
                    var shared = texts[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)];
                    // As if it stood in the cell: for whoever reads the cells it does.
                    reading.CountStep(shared.Length);
                    return CreateTextCell(column, shared, isFormula);
                case "inlineStr" or "str":
                    return CreateTextCell(column, CellText.Normalize(value), isFormula);
                case "b":
                    return new(column, CellKind.Boolean, value, null, isFormula);
                case "e":
                    return new(column, CellKind.Error, value, null, isFormula);
                case "d":
                    return new(column, CellKind.Date, value.Length > 10 ? value[..10] : value, null, isFormula);
            }

            var format = formats.FormatOf(style);
            if (format.IsDay && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is >= 1 and < 2_958_466)
                return new(column, CellKind.Date, DateTime.FromOADate(is1904 ? days + 1462 : days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, isFormula);
            return value.Length == 0 ? null : new(column, CellKind.Number, value, format.Unit, isFormula);
        }

        static Cell? CreateTextCell(int column, string tidy, bool isFormula) => tidy.Length == 0 ? null : new(column, CellKind.Text, tidy, null, isFormula);

        /// <summary>The texts of an element that holds one, in one piece or in several. Leaves the reader at its end.</summary>
        public static string ReadText(XmlReader xml, ReadingBudget reading)
        {
            if (xml.IsEmptyElement)
                return "";
            var (depth, text) = (xml.Depth, new System.Text.StringBuilder());
            xml.Read();
            while (xml.Depth > depth)
            {
                reading.CountStep(xml);
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
                {
                    xml.Skip();
                    continue;
                }

                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
                {
                    var part = xml.ReadElementContentAsString();
                    reading.CountStep(part.Length);
                    text.Append(part);
                    continue;
                }

                xml.Read();
            }

            return text.ToString();
        }
    }
}

/// <summary>How a workbook shows its numbers: as a day, or with a unit written beside them.</summary>
sealed class NumberFormats
{
    readonly List<(bool IsDay, string? Unit)> formats = [];

    public NumberFormats(Stylesheet? styles)
    {
        var codes = styles?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null && format.FormatCode is not null)
            .DistinctBy(format => format.NumberFormatId!.Value)
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value ?? "") ?? [];
        // Read once each, however many cells are formatted so.
        var known = new Dictionary<uint, (bool IsDay, string? Unit)>();
        foreach (var format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (!known.TryGetValue(id, out var read))
                known.Add(id, read = FormatOf(id, codes));
            formats.Add(read);
        }
    }

    public (bool IsDay, string? Unit) FormatOf(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < formats.Count ? formats[index] : default;

    static (bool IsDay, string? Unit) FormatOf(uint id, Dictionary<uint, string> codes) => id switch
    {
        >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58 => (true, null),
        9 or 10 => (false, "%"),
        _ => codes.TryGetValue(id, out var code) ? ParseFormatCode(code) : default,
    };

    /// <summary>Of the first section, which is that of positive numbers: what is quoted is written, letters outside are of a date.</summary>
    static (bool IsDay, string? Unit) ParseFormatCode(string code)
    {
        var (unit, isDay) = (new System.Text.StringBuilder(), false);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                {
                    var end = code.IndexOf('"', i + 1);
                    end = end < 0 ? code.Length : end;
                    unit.Append(code, i + 1, end - i - 1);
                    i = end;
                    break;
                }

                case '[':
                {
                    // [$VND-42A] is a currency; [Red], [>100] and [h] are not.
                    var end = code.IndexOf(']', i + 1);
                    end = end < 0 ? code.Length : end;
                    var inner = code[(i + 1)..end];
                    if (inner is ['$', ..])
                        unit.Append(inner[1..].Split('-')[0] is "" ? "" : inner[1..].Split('-')[0]);
                    isDay |= inner is "h" or "hh" or "m" or "mm" or "s" or "ss";
                    i = end;
                    break;
                }

                case '\\' or '_' or '*':
                    if (code[i] == '\\' && i + 1 < code.Length)
                        unit.Append(code[i + 1]);
                    i++;
                    break;
                case '%':
                    unit.Append('%');
                    break;
                case '$' or '₫' or '€':
                    unit.Append(code[i]);
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    isDay = true;
                    break;
            }
        }

        var text = unit.ToString().Trim();
        return (isDay, isDay || text.Length == 0 ? null : text);
    }
}
