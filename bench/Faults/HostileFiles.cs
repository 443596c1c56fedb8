using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Bench.Faults;

/// <param name="Content">What is sent; it is made when it is needed, because some are large.</param>
sealed record HostileFile(string Name, string MediaType, Func<byte[]> Content);

/// <summary>Files that nobody has in good faith: each is small to send and expensive to read carelessly.</summary>
static class HostileFiles
{
    const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Csv = "text/csv";

    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    const string Package = "http://schemas.openxmlformats.org/package/2006";

    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    const string Head = "Kỳ,Mã địa phương,Lĩnh vực,Chỉ tiêu,Số liệu,Đơn vị tính,Mức chính xác";

    public static readonly HostileFile[] All =
    [
        new("styles nested 50,000 deep", Xlsx, () => Workbook(styles: Nested("font", 50_000))),
        new("3.9 million xf", Xlsx, () => Workbook(styles: Repeated("cellXfs", "<xf/>", 3_900_000))),
        new("heads in every row, 1.6 MB", Csv, () => HeadsInEveryRow(1_600_000)),
        new("a sheet nested 100,000 deep", Xlsx, () => Workbook(sheet: Nested("c", 100_000))),
        new("5 million shared texts", Xlsx, () => Workbook(strings: Repeated(null, "<si><t>x</t></si>", 5_000_000))),
        new("a sheet of 400 MB of blanks", Xlsx, () => Workbook(sheet: Repeated("sheetData", new string(' ', 1_000), 400_000))),
        new("1 million merged ranges", Xlsx, () =>
            Workbook(sheet: Repeated("mergeCells", "<mergeCell ref=\"A1:XFD1048576\"/>", 1_000_000))),
        new("entities that multiply", Xlsx, () => Workbook(sheet: Entities, hasEntities: true)),
        new("a cell at the far corner, and 100,000 empty rows", Xlsx, () => Workbook(sheet: FarCorner())),
        new("a workbook of 60,000 parts", Xlsx, () => ManyParts(60_000)),
        new("a workbook that is cut off", Xlsx, () => Workbook(sheet: Repeated("sheetData", "<row><c><v>1</v></c></row>", 10_000))[..^200]),
        new("a quotation mark that is never closed, 20 MB", Csv, () => Encoding.UTF8.GetBytes(Head + "\n\"" + new string('x', 20_000_000))),
        new("2 million separators in one line", Csv, () => Encoding.UTF8.GetBytes(Head + "\n" + new string(';', 2_000_000))),
        new("a million lines of one head's word", Csv, () =>
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Tỉnh\n", 1_000_000)))),
        new("names that are nearly alike, 30,000 rows", Csv, () => Encoding.UTF8.GetBytes(AlikeNames(30_000))),
        new("noise", Xlsx, () => Noise(500_000)),
        new("nothing", Csv, () => []),
    ];

    /// <summary>Those that the first attack was made of.</summary>
    public static IEnumerable<HostileFile> First => All.Take(3);

    static byte[] HeadsInEveryRow(int length)
    {
        var line = string.Join(',', Enumerable.Repeat("Tỉnh,Năm 2023,Giải ngân", 4)) + "\n";
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, length / Encoding.UTF8.GetByteCount(line))));
    }

    static Action<TextWriter> Nested(string element, int depth) => writer =>
    {
        for (var i = 0; i < depth; i++)
            writer.Write($"<{element}>");
        for (var i = 0; i < depth; i++)
            writer.Write($"</{element}>");
    };

    static Action<TextWriter> Repeated(string? around, string one, int count) => writer =>
    {
        writer.Write(around is null ? "" : $"<{around}>");
        for (var i = 0; i < count; i++)
            writer.Write(one);
        writer.Write(around is null ? "" : $"</{around}>");
    };

    static Action<TextWriter> FarCorner() => writer =>
    {
        writer.Write("<dimension ref=\"A1:XFD1048576\"/><sheetData>");
        for (var i = 1; i <= 100_000; i++)
            writer.Write($"<row r=\"{i}\"/>");
        writer.Write("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>");
    };

    static void Entities(TextWriter writer) => writer.Write("<sheetData><row><c t=\"inlineStr\"><is><t>&i;</t></is></c></row></sheetData>");

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

    static byte[] Workbook(
        Action<TextWriter>? styles = null, Action<TextWriter>? sheet = null, Action<TextWriter>? strings = null, bool hasEntities = false)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", ContentTypes);
            Part(zip, "_rels/.rels", writer => Relationships(writer, ("officeDocument", "xl/workbook.xml")));
            Part(zip, "xl/workbook.xml", writer => writer.Write(
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">"
                + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"));
            Part(zip, "xl/_rels/workbook.xml.rels", writer => Relationships(
                writer, ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")));
            Part(zip, "xl/worksheets/sheet1.xml", writer => Root(writer, "worksheet", sheet ?? (one => one.Write(
                "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>Tỉnh</t></is></c></row></sheetData>")), hasEntities));
            Part(zip, "xl/styles.xml", writer => Root(writer, "styleSheet", styles ?? (_ => { })));
            Part(zip, "xl/sharedStrings.xml", writer => Root(writer, "sst", strings ?? (_ => { })));
        }

        return stream.ToArray();
    }

    static void ContentTypes(TextWriter writer)
    {
        writer.Write($"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
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

    static void Relationships(TextWriter writer, params (string Type, string Target)[] all)
    {
        writer.Write($"<Relationships xmlns=\"{Package}/relationships\">");
        foreach (var (number, (type, target)) in all.Index())
            writer.Write($"<Relationship Id=\"r{number}\" Type=\"{Office}/{type}\" Target=\"{target}\"/>");
        writer.Write("</Relationships>");
    }

    static void Root(TextWriter writer, string name, Action<TextWriter> content, bool hasEntities = false)
    {
        if (hasEntities)
        {
            writer.Write("<!DOCTYPE x [<!ENTITY a \"0123456789\">");
            foreach (var (entity, of) in "bcdefghi".Zip("abcdefgh"))
                writer.Write($"<!ENTITY {entity} \"{string.Concat(Enumerable.Repeat($"&{of};", 10))}\">");
            writer.Write("]>");
        }

        writer.Write($"<{name} xmlns=\"{Main}\">");
        content(writer);
        writer.Write($"</{name}>");
    }

    static void Part(ZipArchive zip, string name, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        write(writer);
    }
}
