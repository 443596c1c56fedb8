using System.Globalization;
using System.Text;
using System.Xml;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Packages;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.SpreadsheetXml;

/// <summary>Reads one sheet.</summary>
sealed class SpreadsheetXmlSheet(XmlReader xml, SpreadsheetXmlStyles styles, int daysBefore1904, ReadingBudget reading)
{
    /// <summary>Spreadsheets have no more rows; a larger number is a mistake.</summary>
    const int MaxRowNumber = 1_048_576;

    readonly SheetBuilder sheet = new(reading);
    readonly Dictionary<int, string> columnStyles = [];

    /// <summary>For each column the last row that a cell from above covers.</summary>
    readonly int[] coveredUntil = new int[ReadingBudget.MaxColumns];
    string? rowStyle;
    int column;
    bool isHidden;

    /// <summary>Null if the sheet is hidden, which is said behind its rows.</summary>
    public Sheet? ReadSheet(string name)
    {
        ReadContent();
        if (!isHidden)
            return sheet.Build(name);
        sheet.Discard();
        return null;
    }

    void ReadContent()
    {
        var (inside, columnIndex) = (new ElementScope(xml, reading), 0);
        while (inside.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Column")
                columnIndex = ReadColumn(columnIndex);
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Row")
                BeginRow();
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Cell")
                ReadCell();
            else if (xml.NodeType == XmlNodeType.Text)
                isHidden |= xml.Value is "SheetHidden" or "SheetVeryHidden";
        }
    }

    /// <returns>The index of the next column.</returns>
    int ReadColumn(int next)
    {
        var first = ReadNumber("Index") is > 0 and var index ? index - 1 : next;
        var last = (int)Math.Min(first + (long)ReadNumber("Span"), int.MaxValue - 1);
        if (IsHidden)
            sheet.HideColumns(first, last);
        if (SpreadsheetXmlReader.GetAttribute(xml, "StyleID") is { } style)
        {
            for (var i = first; i <= Math.Min(last, ReadingBudget.MaxColumns); i++)
                columnStyles[i] = style;
        }

        return last + 1;
    }

    void BeginRow()
    {
        var number = ReadNumber("Index") is > 0 and <= MaxRowNumber and var index ? index : sheet.RowNumber + 1;
        rowStyle = SpreadsheetXmlReader.GetAttribute(xml, "StyleID");
        column = 0;
        sheet.BeginRow(number, IsHidden);
    }

    void ReadCell()
    {
        if (ReadNumber("Index") is > 0 and var index)
            column = index - 1;
        else
            SkipCoveredColumns();
        var (across, down) = (ReadNumber("MergeAcross"), ReadNumber("MergeDown"));
        var last = (int)Math.Min(column + (long)across, int.MaxValue - 1);
        if (across > 0 || down > 0)
            AddMerge(new(sheet.RowNumber, column, (int)Math.Min(sheet.RowNumber + (long)down, MaxRowNumber), last));
        var style = styles.Find(SpreadsheetXmlReader.GetAttribute(xml, "StyleID") ?? rowStyle ?? columnStyles.GetValueOrDefault(column));
        var isFormula = SpreadsheetXmlReader.GetAttribute(xml, "Formula") is not null;
        if (!ReadCellContent(style, isFormula) && isFormula)
            sheet.AddCell(new(column, CellKind.Error, "?", null, isFormula));
        column = last + 1;
    }

    /// <summary>LibreOffice writes no index behind cells that one from above covers.</summary>
    void SkipCoveredColumns()
    {
        while (column < coveredUntil.Length && coveredUntil[column] >= sheet.RowNumber)
            column++;
    }

    void AddMerge(MergedRange merge)
    {
        sheet.AddMerge(merge);
        for (var covered = merge.Left; merge.Bottom > merge.Top && covered <= Math.Min(merge.Right, coveredUntil.Length - 1); covered++)
            coveredUntil[covered] = merge.Bottom;
    }

    /// <returns>Whether there was a value; without one a formula was written by a program that does not calculate.</returns>
    bool ReadCellContent(SpreadsheetXmlStyle style, bool isFormula)
    {
        var (inside, isComment, hasData) = (new ElementScope(xml, reading), false, false);
        while (inside.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Comment")
            {
                isComment = true;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Data")
            {
                var type = SpreadsheetXmlReader.GetAttribute(xml, "Type") ?? "String";
                var (text, font) = ReadText();
                if (isComment)
                    sheet.AddComment(column, text);
                else
                    AddData(type, text, style with { Font = font ?? style.Font }, isFormula);
                hasData |= !isComment;
            }
        }

        return hasData;
    }

    void AddData(string type, string text, SpreadsheetXmlStyle style, bool isFormula)
    {
        var value = text.Trim();
        if (type == "Number" && value.Length > 0)
            sheet.AddCell(Cell.FromStoredNumber(column, value, style.Format, isFormula, daysBefore1904));
        else if (type == "DateTime" && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year >= 1900)
            sheet.AddCell(new(column, CellKind.Date, Cell.ToDayText(day), style.Format, isFormula));
        else if (type == "Boolean")
            sheet.AddCell(new(column, CellKind.Boolean, value, null, isFormula));
        else if (type == "Error")
            sheet.AddCell(new(column, CellKind.Error, value, null, isFormula));
        else
            sheet.AddText(column, text, style.Font, isFormula);
    }

    /// <summary>The text of an element, whose parts may have fonts. Leaves the reader at its end.</summary>
    (string Text, OldFont? Font) ReadText()
    {
        var (inside, text) = (new ElementScope(xml, reading), new StringBuilder());
        OldFont? font = null;
        while (inside.Read())
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                reading.CountStep(xml.Value.Length);
                text.Append(xml.Value);
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "Font" })
            {
                font ??= OldFont.FromName(xml.GetAttribute("Face", "http://www.w3.org/TR/REC-html40") ?? xml.GetAttribute("Face"));
            }
        }

        return (text.ToString(), font);
    }

    bool IsHidden => SpreadsheetXmlReader.GetAttribute(xml, "Hidden") is "1" or "true";

    /// <summary>0 if it is missing or no number.</summary>
    int ReadNumber(string name) =>
        int.TryParse(SpreadsheetXmlReader.GetAttribute(xml, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : 0;
}
