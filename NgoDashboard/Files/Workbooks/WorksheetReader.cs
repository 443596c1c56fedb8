using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Workbooks;

/// <summary>Reads the rows of one sheet.</summary>
sealed class WorksheetReader(WorksheetPart part, SharedTexts texts, CellStyles styles, bool is1904, ReadingBudget reading)
{
    const int DaysBefore1904 = 1462;

    readonly List<Cell> cells = [];
    readonly SortedSet<int> hiddenColumns = [];
    int line;

    public Sheet ReadSheet(string name)
    {
        var (rows, merges) = (new List<SheetRow>(), new List<MergedRange>());
        using var xml = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), PackageLimits.XmlSettings);
        while (xml.Read())
        {
            PackageLimits.CountStep(reading, xml);
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "mergeCell" && ParseMerge(xml.GetAttribute("ref")) is { } merge)
                merges.Add(merge);
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "col" && IsHidden(xml))
                AddHiddenColumns(xml.GetAttribute("min"), xml.GetAttribute("max"));
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                continue;
            line = xml.GetAttribute("r") is { } written ? int.Parse(written, NumberStyles.None, CultureInfo.InvariantCulture) : line + 1;
            var isHidden = IsHidden(xml);
            if (ReadRow(xml, isHidden) is not { } row)
                continue;
            reading.CountRow(row);
            rows.Add(row);
        }

        // Programs write them in order, and the readers need it for their binary search.
        if (rows.Zip(rows.Skip(1)).Any(pair => pair.First.RowNumber > pair.Second.RowNumber))
            rows = [.. rows.OrderBy(row => row.RowNumber)];
        var sheet = new Sheet(name, rows)
        {
            MergedCells = new(merges),
            HiddenColumns = [.. hiddenColumns],
            Comments = CommentsReader.ReadComments(part),
        };
        reading.OldFonts.EndSheet(sheet);
        reading.AddHiddenColumnsFinding(sheet);
        return sheet;
    }

    static bool IsHidden(XmlReader xml) => xml.GetAttribute("hidden") is "1" or "true";

    /// <summary>From 1, both ends included; offices hide all columns to the end of the sheet.</summary>
    void AddHiddenColumns(string? first, string? last)
    {
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to))
            return;
        for (var column = Math.Max(from, 1); column <= Math.Min(to, ReadingBudget.MaxColumns); column++)
            hiddenColumns.Add(column - 1);
    }

    /// <summary>A merged range such as "C4:D5"; null for a single cell, and for ranges further right than tables.</summary>
    MergedRange? ParseMerge(string? reference)
    {
        if (reference?.Split(':') is not [var first, var last])
            return null;
        return reading.LimitMerge(new(
            CellReference.ParseRowNumber(first), CellReference.ParseColumnIndex(first), CellReference.ParseRowNumber(last),
            CellReference.ParseColumnIndex(last)));
    }

    SheetRow? ReadRow(XmlReader xml, bool isHidden)
    {
        if (xml.IsEmptyElement)
            return null;
        cells.Clear();
        var (depth, column) = (xml.Depth, -1);
        while (xml.Read() && xml.Depth > depth)
        {
            PackageLimits.CountStep(reading, xml);
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            column = xml.GetAttribute("r") is { } reference ? CellReference.ParseColumnIndex(reference) : column + 1;
            if (ReadCell(xml, column) is { } cell && column < ReadingBudget.MaxColumns)
                cells.Add(cell);
        }

        if (cells.Count == 0)
            return null;
        // Programs write them in order; a file that does not is read all the same.
        if (!IsInOrder())
            cells.Sort((one, other) => one.ColumnIndex.CompareTo(other.ColumnIndex));
        return new(line, [.. cells]) { IsHidden = isHidden };
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

    /// <summary>Parses a cell, and leaves the reader at its end.</summary>
    Cell? ReadCell(XmlReader xml, int column)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement)
            return null;
        string? value = null;
        OldFont? font = null;
        var isFormula = false;
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            PackageLimits.CountStep(reading, xml);
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
            {
                value = xml.ReadElementContentAsString();
                continue;
            }

            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is")
            {
                (value, font) = SharedTexts.ReadRuns(xml, reading);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "f")
            {
                isFormula = true;
                xml.Skip();
                continue;
            }

            xml.Read();
        }

        // A program that does not calculate wrote the formula, so the number is not in the file.
        if (isFormula && type != "str" && string.IsNullOrEmpty(value))
            return new(column, CellKind.Error, "?", null, isFormula);
        reading.CountStep(value?.Length ?? 0);
        if (value is null)
            return null;
        var cell = CreateCell(column, type, style, value, isFormula);
        if (cell is { IsText: true })
            reading.OldFonts.Mark(line, column, font ?? FindSharedFont(type, value) ?? styles.FindOldFont(style));
        return cell;
    }

    OldFont? FindSharedFont(string? type, string value) =>
        type == "s" ? texts.FindOldFont(int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)) : null;

    Cell? CreateCell(int column, string? type, string? style, string value, bool isFormula)
    {
        switch (type)
        {
            case "s":
                var shared = texts[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)];
                // Counted as if it stood in the cell, as it does for all readers of the cells.
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

        return value.Length == 0 ? null
            : Cell.FromStoredNumber(column, value, styles.FindFormat(style), isFormula, is1904 ? DaysBefore1904 : 0);
    }

    static Cell? CreateTextCell(int column, string tidy, bool isFormula) =>
        tidy.Length == 0 ? null : new(column, CellKind.Text, tidy, null, isFormula);
}
