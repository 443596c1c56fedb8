using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Tests.TestKit.Workbooks;

/// <summary>Files that are made to crash or to occupy the process that reads them. <c>bench -- faults</c> has more of them.</summary>
static class HostileFiles
{
    const string SpreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    const string RelationshipsNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    const string OneCellSheet = $"""<worksheet xmlns="{SpreadsheetNamespace}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Tỉnh</t></is></c></row></sheetData></worksheet>""";

    /// <summary>2.6 KB packed: building its tree recurses 50,000 levels deep.</summary>
    public static byte[] DeepStyles(int depth = 50_000) =>
        Workbook(styles: $"""<styleSheet xmlns="{SpreadsheetNamespace}">{string.Concat(Enumerable.Repeat("<a>", depth))}{string.Concat(Enumerable.Repeat("</a>", depth))}</styleSheet>""");

    /// <summary>30 KB packed: each element is an object of about 220 bytes in a tree, 860 MB in total.</summary>
    public static byte[] ManyFormats(int count = 3_900_000) =>
        Workbook(styles: $"""<styleSheet xmlns="{SpreadsheetNamespace}"><cellXfs>{string.Concat(Enumerable.Repeat("<xf/>", count))}</cellXfs></styleSheet>""");

    public static byte[] DeepSheet(int depth = 50_000) =>
        Workbook(sheet: $"""<worksheet xmlns="{SpreadsheetNamespace}">{string.Concat(Enumerable.Repeat("<a>", depth))}{string.Concat(Enumerable.Repeat("</a>", depth))}</worksheet>""");

    public static byte[] DeepBook(int depth = 50_000) => Workbook(beforeSheets: string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));

    public static byte[] DeepTypes(int depth = 50_000) => Workbook(types: string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));

    public static byte[] ManyRelationships(int count = 400_000) =>
        Workbook(relationships: string.Concat(Enumerable.Range(0, count).Select(i => $"<Relationship Id=\"x{i}\" Type=\"x\" Target=\"x\" TargetMode=\"External\"/>")));

    public static byte[] ManyParts(int count = 3_000) => Workbook(parts: count);

    /// <summary>Millions of elements that are neither rows nor cells.</summary>
    public static byte[] IrrelevantElements(int count = 3_000_000) =>
        Workbook(sheet: $"""<worksheet xmlns="{SpreadsheetNamespace}"><sheetData/>{string.Concat(Enumerable.Repeat("<a/><b/>", count / 2))}</worksheet>""", level: CompressionLevel.NoCompression);

    /// <summary>One shared string of a million letters, and a hundred thousand cells that refer to it.</summary>
    public static byte[] SharedText(int letters = 1_000_000, int cells = 100_000) => Workbook(
        sheet: $"""<worksheet xmlns="{SpreadsheetNamespace}"><sheetData>{string.Concat(Enumerable.Range(1, cells / 100).Select(i => $"<row r=\"{i}\">{string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 100))}</row>"))}</sheetData></worksheet>""",
        texts: $"""<sst xmlns="{SpreadsheetNamespace}"><si><t xml:space="preserve"> {new string('a', letters)}</t></si></sst>""");

    /// <summary>1.6 MB: every row looks like a header, and every second one names a year.</summary>
    public static byte[] HeadersInEveryRow(int rows = 40_000) => Lines(rows, i => i % 2 == 0
        ? "Tỉnh;Giải ngân (USD);Lĩnh vực;Ghi chú"
        : string.Create(CultureInfo.InvariantCulture, $"Lĩnh vực;Cam kết (USD);Tỉnh;Năm {2000 + (i % 25)}"));

    public static byte[] TablesBesideEachOther(int rows) => Lines(rows, _ => "Tỉnh;Giải ngân (USD);Tỉnh;Giải ngân (USD);Tỉnh;Cam kết (USD)");

    public static byte[] SameHeaderUnderTitles(int rows) => Lines(rows, i => (i % 3) switch { 0 => "Giải ngân (USD);Năm", 1 => "5;2020", _ => "Tỉnh Lạng Sơn, năm 2020" });

    public static byte[] Lines(int rows, Func<int, string> line) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, rows).Select(i => line(i) + "\n")));

    static byte[] Workbook(
        string? styles = null, string sheet = OneCellSheet, string? texts = null, string beforeSheets = "", string types = "", string relationships = "", int parts = 0, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            void Write(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, level).Open());
                writer.Write(text);
            }

            string Override(string part, string type) => $"""<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml"/>""";
            string Related(string id, string type, string target) => $"""<Relationship Id="{id}" Type="{RelationshipsNamespace}/{type}" Target="{target}"/>""";
            Write("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{Override("workbook", "sheet.main")}{Override("sheet", "worksheet")}{Override("styles", "styles")}{Override("texts", "sharedStrings")}{types}</Types>""");
            Write("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{Related("r0", "officeDocument", "xl/workbook.xml")}</Relationships>""");
            Write("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{Related("r0", "worksheet", "sheet.xml")}{Related("r1", "styles", "styles.xml")}{Related("r2", "sharedStrings", "texts.xml")}{relationships}</Relationships>""");
            Write("xl/workbook.xml", $"""<workbook xmlns="{SpreadsheetNamespace}" xmlns:r="{RelationshipsNamespace}">{beforeSheets}<sheets><sheet name="a" sheetId="1" r:id="r0"/></sheets></workbook>""");
            Write("xl/sheet.xml", sheet);
            Write("xl/styles.xml", styles ?? $"""<styleSheet xmlns="{SpreadsheetNamespace}"/>""");
            Write("xl/texts.xml", texts ?? $"""<sst xmlns="{SpreadsheetNamespace}"/>""");
            for (var i = 0; i < parts; i++)
                Write(string.Create(CultureInfo.InvariantCulture, $"xl/{i}.bin"), "");
        }

        return memory.ToArray();
    }
}
