using System.Globalization;
using System.Xml;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;
using Ns = NgoDashboard.Files.OpenDocument.OpenDocumentNamespaces;

namespace NgoDashboard.Files.OpenDocument;

/// <summary>Reads one sheet. Empty rows and cells that are repeated to the end of the sheet only move the position.</summary>
sealed class OpenDocumentSheet(XmlReader xml, OpenDocumentStyles styles, ReadingBudget reading)
{
    /// <summary>Of LibreOffice, with all its columns.</summary>
    const int MaxRowNumber = 1_048_576, MaxColumnNumber = 16_384;

    readonly SheetBuilder sheet = new(reading);
    readonly Dictionary<int, string> columnStyles = [];
    int nextRow = 1, nextColumn;

    public Sheet ReadSheet(string name)
    {
        var inside = new ElementScope(xml, reading);
        while (inside.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.NamespaceURI == Ns.Table && xml.LocalName == "table-column")
                ReadColumn();
            else if (xml.NamespaceURI == Ns.Table && xml.LocalName == "table-row")
                ReadRow();
            else if (!IsGroup)
                ElementScope.Skip(xml, reading);
        }

        return sheet.Build(name);
    }

    /// <summary>Elements that only put rows and columns together.</summary>
    bool IsGroup => xml.NamespaceURI == Ns.Table && xml.LocalName is "table-rows" or "table-columns" or "table-row-group"
        or "table-column-group" or "table-header-rows" or "table-header-columns";

    bool IsHidden => xml.GetAttribute("visibility", Ns.Table) is "collapse" or "filter";

    void ReadColumn()
    {
        var count = ReadCount("number-columns-repeated", MaxColumnNumber);
        if (IsHidden)
            sheet.HideColumns(nextColumn, nextColumn + count - 1);
        if (xml.GetAttribute("default-cell-style-name", Ns.Table) is { } style)
        {
            for (var column = nextColumn; column < Math.Min(nextColumn + count, ReadingBudget.MaxColumns); column++)
                columnStyles[column] = style;
        }

        nextColumn = Math.Min(nextColumn + count, MaxColumnNumber);
    }

    void ReadRow()
    {
        var (count, isHidden) = (ReadCount("number-rows-repeated", MaxRowNumber), IsHidden);
        var rowStyle = xml.GetAttribute("default-cell-style-name", Ns.Table);
        sheet.BeginRow(nextRow, isHidden);
        var (cells, column, inside) = (new List<OpenDocumentCell>(), 0, new ElementScope(xml, reading));
        while (inside.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.NamespaceURI == Ns.Table
                && xml.LocalName is "table-cell" or "covered-table-cell")
                column = ReadCell(column, rowStyle, cells);
        }

        WriteRows(cells, count, isHidden);
        nextRow = Math.Min(nextRow + count, MaxRowNumber + 1);
    }

    /// <returns>The next column.</returns>
    int ReadCell(int column, string? rowStyle, List<OpenDocumentCell> cells)
    {
        var count = ReadCount("number-columns-repeated", MaxColumnNumber);
        var (across, down) = (ReadCount("number-columns-spanned", MaxColumnNumber), ReadCount("number-rows-spanned", MaxRowNumber));
        if (across > 1 || down > 1)
            sheet.AddMerge(new(nextRow, column, Math.Min(nextRow + down - 1, MaxRowNumber), column + across - 1));
        var style = xml.GetAttribute("style-name", Ns.Table) ?? rowStyle ?? columnStyles.GetValueOrDefault(column);
        var cell = new OpenDocumentCellReader(xml, styles, reading).ReadCell(style);
        if (cell.Comment.Length > 0)
            sheet.AddComment(column, cell.Comment);
        for (var i = column; !cell.IsEmpty && i < Math.Min(column + count, ReadingBudget.MaxColumns); i++)
            cells.Add(cell with { Column = i });
        return Math.Min(column + count, MaxColumnNumber);
    }

    void WriteRows(List<OpenDocumentCell> cells, int count, bool isHidden)
    {
        for (var row = 0; cells.Count > 0 && row < count; row++)
        {
            if (row > 0)
                sheet.BeginRow(nextRow + row, isHidden);
            foreach (var cell in cells)
                sheet.AddCell(cell.ToCell(), cell.Font);
        }
    }

    int ReadCount(string name, int most) =>
        int.TryParse(xml.GetAttribute(name, Ns.Table), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Math.Clamp(count, 1, most) : 1;
}
