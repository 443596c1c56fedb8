using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>Writes sheets as LibreOffice does (ODS): equal cells are repeated, and the sheet goes on to its end.</summary>
sealed partial class OpenDocumentFile
{
    const string Namespaces = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
        xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
        xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
        """;

    const int LastRow = 1_048_576, LastColumn = 16_384;

    readonly FileStyles styles;

    OpenDocumentFile(IReadOnlyList<Sheet> sheets, string? textFont) => styles = new(sheets, textFont);

    /// <param name="hidden">Names of sheets that are hidden.</param>
    public static byte[] Create(IReadOnlyList<Sheet> sheets, string? textFont = null, params string[] hidden) =>
        CreatePackage(CreateContent(sheets, textFont, hidden));

    public static byte[] CreatePackage(string content, string? manifest = null, string styles = "") => PackageFile.Create(
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
        ("styles.xml", $"<office:document-styles {Namespaces}><office:styles>{styles}</office:styles></office:document-styles>"),
        ("META-INF/manifest.xml", manifest ?? "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"));

    /// <summary>The same in one file (FODS).</summary>
    public static byte[] CreateFlat(IReadOnlyList<Sheet> sheets) => Encoding.UTF8.GetBytes(CreateContent(sheets, null, [])
        .Replace("office:document-content ", "office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\" ", StringComparison.Ordinal)
        .Replace("office:document-content>", "office:document>", StringComparison.Ordinal));

    /// <summary>A document with these automatic styles and these tables.</summary>
    public static string CreateContent(string automaticStyles, string tables) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><office:document-content {Namespaces}><office:automatic-styles>{automaticStyles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>""";

    static string CreateContent(IReadOnlyList<Sheet> sheets, string? textFont, string[] hidden)
    {
        var file = new OpenDocumentFile(sheets, textFont);
        var tables = string.Concat(sheets.Select(sheet => file.WriteTable(sheet, hidden.Contains(sheet.Name))));
        var cells = string.Concat(file.styles.All.Select((style, i) => (style.Code is null ? "" : WriteNumberStyle(i, style.Code))
            + $"""<style:style style:name="ce{i}" style:family="table-cell" style:parent-style-name="Default" {(style.Code is null ? "" : $"style:data-style-name=\"N{i}\"")}>{(style.Font is null ? "" : $"<style:text-properties style:font-name=\"{style.Font}\"/>")}</style:style>"""));
        return CreateContent($"""<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>{cells}""", tables);
    }

    string WriteTable(Sheet sheet, bool isHidden)
    {
        var text = new StringBuilder($"""<table:table table:name="{SecurityElement.Escape(sheet.Name)}"{(isHidden ? " table:style-name=\"ta2\"" : "")}>""");
        for (var column = 0; column < 20; column++)
            text.Append(CultureInfo.InvariantCulture, $"""<table:table-column{(sheet.HiddenColumns.Contains(column) ? " table:visibility=\"collapse\"" : "")}/>""");
        text.Append(CultureInfo.InvariantCulture, $"""<table:table-column table:number-columns-repeated="{LastColumn - 20}"/>""");
        var next = 1;
        foreach (var row in sheet.Rows)
        {
            AppendEmptyRows(text, row.RowNumber - next);
            AppendRow(text, sheet, row);
            next = row.RowNumber + 1;
        }

        AppendEmptyRows(text, LastRow - next + 1);
        return text.Append("</table:table>").ToString();
    }

    static void AppendEmptyRows(StringBuilder text, int count)
    {
        if (count > 0)
            text.Append(CultureInfo.InvariantCulture, $"""<table:table-row table:number-rows-repeated="{count}"><table:table-cell table:number-columns-repeated="{LastColumn}"/></table:table-row>""");
    }

    void AppendRow(StringBuilder text, Sheet sheet, SheetRow row)
    {
        text.Append(CultureInfo.InvariantCulture, $"<table:table-row{(row.IsHidden ? " table:visibility=\"collapse\"" : "")}>");
        // Merged ranges may reach beyond the last cell.
        var width = Math.Max(row.Cells[^1].ColumnIndex, sheet.MergedCells.All.Where(merge => merge.Top <= row.RowNumber && merge.Bottom >= row.RowNumber).Select(merge => merge.Right).DefaultIfEmpty(0).Max()) + 1;
        for (var column = 0; column < width; column++)
        {
            var merge = sheet.MergedCells.All.FirstOrDefault(merge => merge.Top <= row.RowNumber && merge.Bottom >= row.RowNumber && merge.Left <= column && merge.Right >= column);
            var isTopLeft = merge != default && merge.Top == row.RowNumber && merge.Left == column;
            var name = merge == default || isTopLeft ? "table-cell" : "covered-table-cell";
            var span = isTopLeft ? $""" table:number-columns-spanned="{merge.Right - merge.Left + 1}" table:number-rows-spanned="{merge.Bottom - merge.Top + 1}" """ : "";
            text.Append(CultureInfo.InvariantCulture, $"<table:{name}{span}");
            text.Append(row.FindCell(column) is { } cell ? WriteValue(cell) : ">").Append(CultureInfo.InvariantCulture, $"</table:{name}>");
        }

        text.Append(CultureInfo.InvariantCulture, $"""<table:table-cell table:number-columns-repeated="{LastColumn - width}"/></table:table-row>""");
    }

    string WriteValue(Cell cell)
    {
        var paragraphs = string.Concat(cell.Text.Split('\n').Select(line => $"<text:p>{WriteBlanks(SecurityElement.Escape(line))}</text:p>"));
        var formula = cell.IsFormula ? " table:formula=\"of:=SUM([.B1:.B2])\"" : "";
        return $""" table:style-name="ce{styles.FindIndex(cell)}"{formula}""" + cell.Kind switch
        {
            CellKind.Number => $""" office:value-type="{(cell.Format?.Unit == "%" ? "percentage" : "float")}" office:value="{cell.Text}"><text:p>{cell.Text}</text:p>""",
            CellKind.Date => $""" office:value-type="date" office:date-value="{cell.Text}"><text:p>{cell.Text}</text:p>""",
            CellKind.Boolean => $""" office:value-type="boolean" office:boolean-value="{(cell.Text == "1" ? "true" : "false")}"><text:p>TRUE</text:p>""",
            CellKind.Error => $""" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>{cell.Text}</text:p>""",
            _ => $""" office:value-type="string" calcext:value-type="string">{paragraphs}""",
        };
    }

    /// <summary>Several blanks are one in XML, so the others are elements.</summary>
    static string WriteBlanks(string text) => text.Replace("  ", " <text:s/>", StringComparison.Ordinal);

    /// <summary>Of one section: digits, text, and the letters of a date.</summary>
    static string WriteNumberStyle(int index, string code)
    {
        var isDate = new NumberFormat(code).IsDate;
        var name = isDate ? "date-style" : code.Contains('%', StringComparison.Ordinal) ? "percentage-style" : "number-style";
        var parts = FormatParts().Matches(code).Select(part => part switch
        {
            _ when part.Groups["number"].Success => WriteNumber(part.Value),
            _ when part.Groups["text"].Success => $"<number:text>{SecurityElement.Escape(part.Groups["text"].Value)}</number:text>",
            _ when part.Groups["day"].Success => $"""<number:{(part.Value[0] switch { 'd' => "day", 'm' => "month", _ => "year" })} {(part.Value.Length is 2 or 4 && part.Value != "yy" ? "number:style=\"long\"" : "")}/>""",
            _ => $"<number:text>{part.Value}</number:text>",
        });
        return $"""<number:{name} style:name="N{index}">{string.Concat(parts)}</number:{name}>""";
    }

    static string WriteNumber(string digits)
    {
        var factor = digits.Length - digits.TrimEnd(',').Length;
        var decimals = digits.TrimEnd(',').Split('.') is [_, var behind] ? behind : "";
        return $"""<number:number number:decimal-places="{decimals.Length}" number:min-decimal-places="{decimals.Count(sign => sign == '0')}" number:min-integer-digits="1" {(digits.Contains("#,##", StringComparison.Ordinal) ? "number:grouping=\"true\"" : "")} {(factor > 0 ? $"number:display-factor=\"{Math.Pow(1000, factor)}\"" : "")}/>""";
    }

    [GeneratedRegex("""(?<number>[#0][#0,.]*)|"(?<text>[^"]*)"|\\(?<text>.)|(?<day>d+|m+|y+)|.""")]
    private static partial Regex FormatParts();
}
