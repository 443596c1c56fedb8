using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Bench.Faults.Attacks;

/// <param name="Content">Creates the content when it is needed, because some are large.</param>
sealed record HostileFile(string Name, string MediaType, Func<byte[]> Content);

/// <summary>
/// Malicious files: small to send, and expensive or fatal to read carelessly. The tests have a smaller set in their TestKit.
/// </summary>
static class HostileFiles
{
    const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Csv = "text/csv";

    const string SpreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    const string PackageNamespace = "http://schemas.openxmlformats.org/package/2006";

    const string RelationshipsNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    const string FiguresHeader = "Kỳ,Mã địa phương,Lĩnh vực,Chỉ tiêu,Số liệu,Đơn vị tính,Mức chính xác";

    public static readonly HostileFile[] All =
    [
        new("styles nested 50,000 deep", Xlsx, () => CreateWorkbook(styles: CreateNested("font", 50_000))),
        new("3.9 million xf", Xlsx, () => CreateWorkbook(styles: CreateRepeated("cellXfs", "<xf/>", 3_900_000))),
        new("heads in every row, 1.6 MB", Csv, () => HeadersInEveryRow(1_600_000)),
        new("a sheet nested 100,000 deep", Xlsx, () => CreateWorkbook(sheet: CreateNested("c", 100_000))),
        new("5 million shared texts", Xlsx, () => CreateWorkbook(strings: CreateRepeated(null, "<si><t>x</t></si>", 5_000_000))),
        new("a sheet of 400 MB of blanks", Xlsx, () => CreateWorkbook(sheet: CreateRepeated("sheetData", new string(' ', 1_000), 400_000))),
        new("1 million merged ranges", Xlsx, () =>
            CreateWorkbook(sheet: CreateRepeated("mergeCells", "<mergeCell ref=\"A1:XFD1048576\"/>", 1_000_000))),
        new("entities that multiply", Xlsx, () => CreateWorkbook(sheet: WriteEntityReference, hasEntities: true)),
        new("a cell at the far corner, and 100,000 empty rows", Xlsx, () => CreateWorkbook(sheet: CreateFarCorner())),
        new("a workbook of 60,000 parts", Xlsx, () => ManyParts(60_000)),
        new("a workbook that is cut off", Xlsx, () => CreateWorkbook(sheet: CreateRepeated("sheetData", "<row><c><v>1</v></c></row>", 10_000))[..^200]),
        new("a quotation mark that is never closed, 20 MB", Csv, () => Encoding.UTF8.GetBytes(FiguresHeader + "\n\"" + new string('x', 20_000_000))),
        new("2 million separators in one line", Csv, () => Encoding.UTF8.GetBytes(FiguresHeader + "\n" + new string(';', 2_000_000))),
        new("a million lines of one head's word", Csv, () =>
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Tỉnh\n", 1_000_000)))),
        new("names that are nearly alike, 30,000 rows", Csv, () => Encoding.UTF8.GetBytes(AlikeNames(30_000))),
        new("noise", Xlsx, () => Noise(500_000)),
        new("nothing", Csv, () => []),
    ];

    /// <summary>The three files of the first attack that was tried.</summary>
    public static IEnumerable<HostileFile> OriginalAttack => All.Take(3);

    static byte[] HeadersInEveryRow(int length)
    {
        var line = string.Join(',', Enumerable.Repeat("Tỉnh,Năm 2023,Giải ngân", 4)) + "\n";
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, length / Encoding.UTF8.GetByteCount(line))));
    }

    static Action<TextWriter> CreateNested(string element, int depth) => writer =>
    {
        for (var i = 0; i < depth; i++)
            writer.Write($"<{element}>");
        for (var i = 0; i < depth; i++)
            writer.Write($"</{element}>");
    };

    static Action<TextWriter> CreateRepeated(string? around, string one, int count) => writer =>
    {
        writer.Write(around is null ? "" : $"<{around}>");
        for (var i = 0; i < count; i++)
            writer.Write(one);
        writer.Write(around is null ? "" : $"</{around}>");
    };

    static Action<TextWriter> CreateFarCorner() => writer =>
    {
        writer.Write("<dimension ref=\"A1:XFD1048576\"/><sheetData>");
        for (var i = 1; i <= 100_000; i++)
            writer.Write($"<row r=\"{i}\"/>");
        writer.Write("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>");
    };

    static void WriteEntityReference(TextWriter writer) => writer.Write("<sheetData><row><c t=\"inlineStr\"><is><t>&i;</t></is></c></row></sheetData>");

    static string AlikeNames(int rows)
    {
        var text = new StringBuilder("Tỉnh,Năm 2023\n");
        for (var i = 0; i < rows; i++)
            text.Append("Lạng Sơm").Append(i).Append(',').Append(i).Append('\n');
        return text.ToString();
    }

    static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        (bytes[0], bytes[1], bytes[2], bytes[3]) = ((byte)'P', (byte)'K', 3, 4);
        return bytes;
    }

    static byte[] ManyParts(int count)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < count; i++)
                zip.CreateEntry($"xl/worksheets/sheet{i}.xml", CompressionLevel.NoCompression);
        }

        return stream.ToArray();
    }

    static byte[] CreateWorkbook(
        Action<TextWriter>? styles = null, Action<TextWriter>? sheet = null, Action<TextWriter>? strings = null, bool hasEntities = false)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            WritePart(zip, "[Content_Types].xml", WriteContentTypes);
            WritePart(zip, "_rels/.rels", writer => WriteRelationships(writer, ("officeDocument", "xl/workbook.xml")));
            WritePart(zip, "xl/workbook.xml", writer => writer.Write(
                $"<workbook xmlns=\"{SpreadsheetNamespace}\" xmlns:r=\"{RelationshipsNamespace}\">"
                + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"));
            WritePart(zip, "xl/_rels/workbook.xml.rels", writer => WriteRelationships(
                writer, ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")));
            WritePart(zip, "xl/worksheets/sheet1.xml", writer => WriteRoot(writer, "worksheet", sheet ?? (one => one.Write(
                "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>Tỉnh</t></is></c></row></sheetData>")), hasEntities));
            WritePart(zip, "xl/styles.xml", writer => WriteRoot(writer, "styleSheet", styles ?? (_ => { })));
            WritePart(zip, "xl/sharedStrings.xml", writer => WriteRoot(writer, "sst", strings ?? (_ => { })));
        }

        return stream.ToArray();
    }

    static void WriteContentTypes(TextWriter writer)
    {
        writer.Write($"<Types xmlns=\"{PackageNamespace}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        writer.Write("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
        (string Part, string Type)[] parts =
            [("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"), ("sharedStrings", "sharedStrings")];
        foreach (var (part, type) in parts)
        {
            writer.Write($"<Override PartName=\"/xl/{part}.xml\" ");
            writer.Write($"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>");
        }

        writer.Write("</Types>");
    }

    static void WriteRelationships(TextWriter writer, params (string Type, string Target)[] all)
    {
        writer.Write($"<Relationships xmlns=\"{PackageNamespace}/relationships\">");
        foreach (var (number, (type, target)) in all.Index())
            writer.Write($"<Relationship Id=\"r{number}\" Type=\"{RelationshipsNamespace}/{type}\" Target=\"{target}\"/>");
        writer.Write("</Relationships>");
    }

    static void WriteRoot(TextWriter writer, string name, Action<TextWriter> content, bool hasEntities = false)
    {
        if (hasEntities)
        {
            writer.Write("<!DOCTYPE x [<!ENTITY a \"0123456789\">");
            foreach (var (entity, of) in "bcdefghi".Zip("abcdefgh"))
                writer.Write($"<!ENTITY {entity} \"{string.Concat(Enumerable.Repeat($"&{of};", 10))}\">");
            writer.Write("]>");
        }

        writer.Write($"<{name} xmlns=\"{SpreadsheetNamespace}\">");
        content(writer);
        writer.Write($"</{name}>");
    }

    static void WritePart(ZipArchive zip, string name, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        write(writer);
    }
}
