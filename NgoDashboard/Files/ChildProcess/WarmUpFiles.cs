using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>Small reports that a spare child reads before a file comes, so that the reading code is compiled by then.</summary>
static class WarmUpFiles
{
    /// <summary>So many rows make the runtime optimise the inner loops fully.</summary>
    const int Rows = 1_500;

    const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static byte[] CreateCsv() => Encoding.UTF8.GetBytes(Repeated(i => $"Lạng Sơn;{i};1.234,5\n"));

    public static byte[] CreateWorkbook()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            Write(zip, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
                </Types>
                """);
            Write(zip, "_rels/.rels", Related(("officeDocument", "xl/workbook.xml")));
            Write(zip, "xl/_rels/workbook.xml.rels", Related(
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")));
            Write(zip, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Relationships}"><sheets><sheet name="a" sheetId="1" r:id="r0"/></sheets></workbook>
                """);
            Write(zip, "xl/styles.xml", $"""
                <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="200" formatCode="#,##0\ &quot;USD&quot;"/></numFmts>
                <cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>
                """);
            Write(zip, "xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{Repeated(i => $"<si><t>Tỉnh {i}</t></si>")}</sst>""");
            Write(zip, "xl/worksheets/sheet1.xml", $"""
                <worksheet xmlns="{Main}"><sheetData>{Repeated(Row)}</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>
                """);
        }

        return memory.ToArray();
    }

    static FormattableString Row(int i) => $"""
        <row r="{i + 1}"><c r="A{i + 1}" t="s"><v>{i}</v></c><c r="B{i + 1}" s="1"><v>{i}.5</v></c>
        <c r="C{i + 1}" t="inlineStr"><is><t>Y tế</t></is></c><c r="D{i + 1}"><f>B{i + 1}</f><v>{i}</v></c></row>
        """;

    static string Repeated(Func<int, FormattableString> row) =>
        string.Concat(Enumerable.Range(0, Rows).Select(i => FormattableString.Invariant(row(i))));

    static string Related(params (string Type, string Target)[] parts)
    {
        var related = parts.Select((part, i) => $"""<Relationship Id="r{i}" Type="{Relationships}/{part.Type}" Target="{part.Target}"/>""");
        return $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(related)}</Relationships>""";
    }

    static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        writer.Write(text);
    }
}
