using System.Globalization;
using System.Security;
using System.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>Writes sheets in the XML of Excel 2003.</summary>
static class SpreadsheetXmlFile
{
    public static byte[] Create(IReadOnlyList<Sheet> sheets, string? textFont = null, params string[] hidden)
    {
        var styles = new FileStyles(sheets, textFont);
        var text = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>
            """);
        foreach (var (index, (code, font)) in styles.All.Index())
            text.Append(CultureInfo.InvariantCulture, $"""<Style ss:ID="{(index == 0 ? "Default" : $"s{index}")}">{(font is null ? "" : $"<Font ss:FontName=\"{font}\"/>")}{(code is null ? "" : $"<NumberFormat ss:Format=\"{SecurityElement.Escape(code)}\"/>")}</Style>""");
        text.Append("</Styles>");
        foreach (var sheet in sheets)
            AppendSheet(text, sheet, styles, hidden.Contains(sheet.Name));
        return Encoding.UTF8.GetBytes(text.Append("</Workbook>").ToString());
    }

    static void AppendSheet(StringBuilder text, Sheet sheet, FileStyles styles, bool isHidden)
    {
        text.Append(CultureInfo.InvariantCulture, $"""<Worksheet ss:Name="{SecurityElement.Escape(sheet.Name)}"><Table>""");
        foreach (var column in sheet.HiddenColumns)
            text.Append(CultureInfo.InvariantCulture, $"""<Column ss:Index="{column + 1}" ss:Hidden="1"/>""");
        foreach (var row in sheet.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"""<Row ss:Index="{row.RowNumber}"{(row.IsHidden ? " ss:Hidden=\"1\"" : "")}>""");
            // A merged range may begin in a row of which the cell is empty.
            foreach (var column in row.Cells.Select(cell => cell.ColumnIndex).Concat(sheet.MergedCells.All.Where(merge => merge.Top == row.RowNumber).Select(merge => merge.Left)).Distinct().Order())
                AppendCell(text, sheet, row, column, styles);
            text.Append("</Row>");
        }

        text.Append(CultureInfo.InvariantCulture, $"</Table><WorksheetOptions>{(isHidden ? "<Visible>SheetHidden</Visible>" : "")}</WorksheetOptions></Worksheet>");
    }

    static void AppendCell(StringBuilder text, Sheet sheet, SheetRow row, int column, FileStyles styles)
    {
        var merge = sheet.MergedCells.All.FirstOrDefault(merge => merge.Top == row.RowNumber && merge.Left == column);
        var span = merge == default ? "" : $""" ss:MergeAcross="{merge.Right - merge.Left}" ss:MergeDown="{merge.Bottom - merge.Top}" """;
        text.Append(CultureInfo.InvariantCulture, $"""<Cell ss:Index="{column + 1}"{span}""");
        if (row.FindCell(column) is not { } cell)
        {
            text.Append("/>");
            return;
        }

        var type = cell.Kind switch { CellKind.Text => "String", CellKind.Date => "DateTime", _ => $"{cell.Kind}" };
        var value = cell.Kind == CellKind.Date ? cell.Text + "T00:00:00.000" : SecurityElement.Escape(cell.Text).Replace("\n", "&#10;", StringComparison.Ordinal);
        var index = styles.FindIndex(cell);
        text.Append(CultureInfo.InvariantCulture, $"""{(cell.IsFormula ? " ss:Formula=\"=SUM(R1C1:R2C1)\"" : "")}{(index == 0 ? "" : $" ss:StyleID=\"s{index}\"")}><Data ss:Type="{type}">{value}</Data></Cell>""");
    }
}
