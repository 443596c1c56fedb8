using System.Globalization;
using System.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>Writes sheets as XLSB.</summary>
sealed class BinaryWorkbookFile
{
    const string PackageTypes = "application/vnd.openxmlformats-package.relationships+xml";

    const int FirstFormat = 164;

    readonly FileStyles styles;
    readonly List<string> texts = [];

    BinaryWorkbookFile(IReadOnlyList<Sheet> sheets, string? textFont) => styles = new(sheets, textFont);

    /// <param name="hidden">Names of sheets that are hidden.</param>
    public static byte[] Create(IReadOnlyList<Sheet> sheets, string? textFont = null, params string[] hidden)
    {
        var file = new BinaryWorkbookFile(sheets, textFont);
        (string Name, byte[] Content)[] parts = [.. sheets.Select((sheet, i) => ($"xl/worksheets/sheet{i + 1}.bin", file.WriteSheet(sheet)))];
        var relations = string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="t" Target="worksheets/sheet{i + 1}.bin"/>"""));
        return PackageFile.Create(
        [
            ("[Content_Types].xml", Encoding.UTF8.GetBytes($"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="{PackageTypes}"/></Types>""")),
            ("xl/_rels/workbook.bin.rels", Encoding.UTF8.GetBytes($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>""")),
            ("xl/workbook.bin", WriteBook(sheets, hidden)),
            ("xl/styles.bin", file.WriteStyles()),
            ("xl/sharedStrings.bin", Join(file.texts.Select(text => Record(19, (byte)0, text)))),
            .. parts,
        ]);
    }

    static byte[] WriteBook(IReadOnlyList<Sheet> sheets, string[] hidden) =>
        Join([Record(131), Record(153, 0, 0, ""), .. sheets.Select((sheet, i) => Record(156, hidden.Contains(sheet.Name) ? 1 : 0, i + 1, $"rId{i + 1}", sheet.Name)), Record(132)]);

    byte[] WriteStyles() => Join(
    [
        .. styles.All.Index().Where(style => style.Item.Code is not null).Select(style => Record(44, (ushort)(FirstFormat + style.Index), style.Item.Code!)),
        .. styles.All.Select(style => Record(43, new byte[21], style.Font ?? "Calibri")),
        // The formats of named styles come first, and are not those of cells.
        Record(626, 1), Record(47, (ushort)0xFFFF, (ushort)9, (ushort)0, new byte[10]), Record(627),
        Record(617, styles.All.Count),
        .. styles.All.Select((style, i) => Record(47, (ushort)0, (ushort)(style.Code is null ? 0 : FirstFormat + i), (ushort)i, new byte[10])),
        Record(618),
    ]);

    byte[] WriteSheet(Sheet sheet) => Join(
    [
        Record(129),
        .. sheet.HiddenColumns.Select(column => Record(60, column, column, 2304, 0, (ushort)1)),
        Record(145),
        .. sheet.Rows.SelectMany(row => row.Cells.Select(WriteCell)
            .Prepend(Record(0, row.RowNumber - 1, 0, (ushort)300, (byte)0, (byte)(row.IsHidden ? 0x10 : 0), (byte)0, 0))),
        Record(146),
        .. sheet.MergedCells.All.Select(merge => Record(176, merge.Top - 1, merge.Bottom - 1, merge.Left, merge.Right)),
        Record(130),
    ]);

    byte[] WriteCell(Cell cell)
    {
        var (column, style) = (cell.ColumnIndex, styles.FindIndex(cell));
        switch (cell.Kind)
        {
            case CellKind.Error:
                return Record(cell.IsFormula ? 11 : 3, column, style, OldWorkbookFile.ErrorCode(cell.Text));
            case CellKind.Boolean:
                return Record(cell.IsFormula ? 10 : 4, column, style, (byte)(cell.Text == "1" ? 1 : 0));
            case CellKind.Text when cell.IsFormula:
                return Record(8, column, style, cell.Text);
            case CellKind.Text:
                texts.Add(cell.Text);
                return Record(7, column, style, texts.Count - 1);
        }

        var number = cell.StoredNumber ?? double.Parse(cell.Text, CultureInfo.InvariantCulture);
        // Whole numbers of up to 29 bits are packed, as Excel does.
        return !cell.IsFormula && number == Math.Floor(number) && Math.Abs(number) < 1 << 28
            ? Record(2, column, style, ((int)number << 2) | 2) : Record(cell.IsFormula ? 9 : 5, column, style, BitConverter.GetBytes(number));
    }

    static byte[] Join(IEnumerable<byte[]> records) => [.. records.SelectMany(record => record)];

    static byte[] Record(int type, params object[] fields)
    {
        byte[] body = [.. fields.SelectMany(ToBytes)];
        var record = new List<byte>();
        if (type < 0x80)
            record.Add((byte)type);
        else
            record.AddRange([(byte)((type & 0x7F) | 0x80), (byte)(type >> 7)]);
        var length = body.Length;
        for (; length >= 0x80; length >>= 7)
            record.Add((byte)((length & 0x7F) | 0x80));
        return [.. record, (byte)length, .. body];
    }

    static IEnumerable<byte> ToBytes(object field) => field switch
    {
        byte one => [one],
        ushort two => BitConverter.GetBytes(two),
        int four => BitConverter.GetBytes(four),
        byte[] many => many,
        string text => [.. BitConverter.GetBytes(text.Length), .. Encoding.Unicode.GetBytes(text)],
        _ => throw new ArgumentException($"{field} is no field.", nameof(field)),
    };
}
