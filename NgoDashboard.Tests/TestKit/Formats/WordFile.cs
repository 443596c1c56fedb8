namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>A Word document of the given body.</summary>
static class WordFile
{
    const string Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    const string PackageNamespace = "http://schemas.openxmlformats.org/package/2006";

    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    /// <param name="body">Elements with the prefix "w:".</param>
    /// <param name="styles">Elements of styles.</param>
    public static byte[] Create(string body, string styles = "") => PackageFile.Create(
        ("[Content_Types].xml", $"""<Types xmlns="{PackageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{Types}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{Types}.styles+xml"/></Types>"""),
        ("_rels/.rels", $"""<Relationships xmlns="{PackageNamespace}/relationships"><Relationship Id="r0" Type="{Office}/officeDocument" Target="word/document.xml"/></Relationships>"""),
        ("word/_rels/document.xml.rels", $"""<Relationships xmlns="{PackageNamespace}/relationships"><Relationship Id="r0" Type="{Office}/styles" Target="styles.xml"/></Relationships>"""),
        ("word/styles.xml", $"""<w:styles xmlns:w="{Namespace}">{styles}</w:styles>"""),
        ("word/document.xml", $"""<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{Namespace}"><w:body>{body}<w:sectPr/></w:body></w:document>"""));

    public static string Paragraph(string text, string? font = null) =>
        $"""<w:p><w:r>{(font is null ? "" : $"<w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr>")}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>""";

    /// <summary>Rows as text, cells separated by "|"; "&lt;" is merged with the cell to its left, "^" with the one above.</summary>
    public static string Table(string rows)
    {
        string[][] cells = [.. rows.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries))];
        return $"<w:tbl><w:tblPr/><w:tblGrid/>{string.Concat(cells.Select((row, line) => $"<w:tr>{string.Concat(row.Select((_, column) => Cell(cells, line, column)))}</w:tr>"))}</w:tbl>";
    }

    static string Cell(string[][] cells, int line, int column)
    {
        if (cells[line][column] == "<")
            return "";
        var span = cells[line].Skip(column + 1).TakeWhile(text => text == "<").Count() + 1;
        var isMerged = line + 1 < cells.Length && column < cells[line + 1].Length && cells[line + 1][column] == "^";
        var merge = cells[line][column] == "^" ? "<w:vMerge/>" : isMerged ? "<w:vMerge w:val=\"restart\"/>" : "";
        var text = cells[line][column] == "^" ? Paragraph("") : string.Concat(cells[line][column].Split('¶').Select(part => Paragraph(part)));
        return $"<w:tc><w:tcPr>{(span > 1 ? $"<w:gridSpan w:val=\"{span}\"/>" : "")}{merge}</w:tcPr>{text}</w:tc>";
    }
}
