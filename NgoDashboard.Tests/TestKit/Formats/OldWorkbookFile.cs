using System.Globalization;
using System.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>Writes sheets as Excel 97 to 2003 does (XLS, BIFF8).</summary>
sealed class OldWorkbookFile
{
    const int FirstFormat = 164;

    readonly FileStyles styles;
    readonly List<string> texts = [];

    OldWorkbookFile(IReadOnlyList<Sheet> sheets, string? textFont) => styles = new(sheets, textFont);

    /// <param name="textFont">The font of all texts.</param>
    /// <param name="hidden">Names of sheets that are hidden.</param>
    public static byte[] Create(IReadOnlyList<Sheet> sheets, string? textFont = null, params string[] hidden) =>
        CompoundFileBuilder.Create(("Workbook", CreateStream(sheets, textFont, hidden)));

    public static byte[] CreateStream(IReadOnlyList<Sheet> sheets, string? textFont = null, params string[] hidden)
    {
        var file = new OldWorkbookFile(sheets, textFont);
        byte[][] streams = [.. sheets.Select(file.WriteSheet)];
        // The positions of the sheets do not change the length of what stands before them.
        var length = file.WriteGlobals(sheets, [.. sheets.Select(_ => 0)], hidden).Length;
        int[] starts = [.. streams.Select((_, i) => length + streams.Take(i).Sum(stream => stream.Length))];
        return [.. file.WriteGlobals(sheets, starts, hidden), .. streams.SelectMany(stream => stream)];
    }

    byte[] WriteGlobals(IReadOnlyList<Sheet> sheets, int[] starts, string[] hidden)
    {
        var records = new RecordBuilder();
        records.Add(0x0809, (ushort)0x0600, (ushort)0x0005, (ushort)0x0DBB, (ushort)0x07CC, 0, 0);
        records.Add(0x0042, (ushort)1200);
        // The fifth font is never written.
        foreach (var font in (string[])["Arial", "Arial", "Arial", "Arial", styles.TextFont ?? "Times New Roman"])
            records.Add(0x0031, (ushort)220, (ushort)0, (ushort)0x7FFF, (ushort)400, (ushort)0, (byte)0, (byte)0, (byte)0, (byte)0, ShortText(font));
        foreach (var (index, style) in styles.All.Index().Where(style => style.Item.Code is not null))
            records.Add(0x041E, (ushort)(FirstFormat + index), Text(style.Code!));
        foreach (var (index, style) in styles.All.Index())
            records.Add(0x00E0, (ushort)(style.Font is null ? 0 : 5), (ushort)(style.Code is null ? 0 : FirstFormat + index), new byte[16]);
        foreach (var (index, sheet) in sheets.Index())
            records.Add(0x0085, starts[index], (byte)(hidden.Contains(sheet.Name) ? 1 : 0), (byte)0, ShortText(sheet.Name));
        WriteTexts(records);
        records.Add(0x000A);
        return records.ToArray();
    }

    /// <summary>A text that would not fit into a record begins in the next one.</summary>
    void WriteTexts(RecordBuilder records)
    {
        var (type, body) = ((ushort)0x00FC, new List<byte>([.. BitConverter.GetBytes(texts.Count), .. BitConverter.GetBytes(texts.Count)]));
        foreach (var text in texts.Select(Text))
        {
            if (body.Count + text.Length > 8_000)
            {
                records.Add(type, body.ToArray());
                body.Clear();
                type = 0x003C;
            }

            body.AddRange(text);
        }

        records.Add(type, body.ToArray());
    }

    byte[] WriteSheet(Sheet sheet)
    {
        var records = new RecordBuilder();
        records.Add(0x0809, (ushort)0x0600, (ushort)0x0010, (ushort)0x0DBB, (ushort)0x07CC, 0, 0);
        foreach (var column in sheet.HiddenColumns)
            records.Add(0x007D, (ushort)column, (ushort)column, (ushort)2304, (ushort)0, (ushort)1, (ushort)0);
        records.Add(0x0200, 0, sheet.Rows.Count == 0 ? 0 : sheet.Rows[^1].RowNumber, (ushort)0, (ushort)256, (ushort)0);
        foreach (var row in sheet.Rows)
            records.Add(0x0208, (ushort)(row.RowNumber - 1), (ushort)0, (ushort)256, (ushort)0x80FF, 0, (ushort)(row.IsHidden ? 0x120 : 0x100), (ushort)0);
        foreach (var row in sheet.Rows)
        {
            foreach (var cell in row.Cells)
                WriteCell(records, (ushort)(row.RowNumber - 1), cell);
        }

        // A record holds 8,224 bytes, so that many ranges stand in several.
        foreach (var merges in sheet.MergedCells.All.Chunk(1_000))
        {
            records.Add(0x00E5, (ushort)merges.Length, merges
                .SelectMany(merge => (ushort[])[(ushort)(merge.Top - 1), (ushort)(merge.Bottom - 1), (ushort)merge.Left, (ushort)merge.Right])
                .SelectMany(BitConverter.GetBytes).ToArray());
        }

        records.Add(0x000A);
        return records.ToArray();
    }

    void WriteCell(RecordBuilder records, ushort row, Cell cell)
    {
        var (column, style) = ((ushort)cell.ColumnIndex, (ushort)styles.FindIndex(cell));
        var error = cell.Kind == CellKind.Error ? ErrorCode(cell.Text) : (byte)0;
        if (cell.IsFormula && cell.Kind == CellKind.Error)
            WriteFormula(records, row, column, style, [2, 0, error, 0, 0, 0, 0xFF, 0xFF]);
        else if (cell is { IsFormula: true, IsText: true })
        {
            WriteFormula(records, row, column, style, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
            records.Add(0x0207, Text(cell.Text));
        }
        else if (cell.IsFormula)
            WriteFormula(records, row, column, style, BitConverter.GetBytes(cell.StoredNumber ?? 0));
        else if (cell.IsText)
        {
            records.Add(0x00FD, row, column, style, texts.Count);
            texts.Add(cell.Text);
        }
        else if (cell.Kind is CellKind.Error or CellKind.Boolean)
            records.Add(0x0205, row, column, style, cell.Kind == CellKind.Error ? error : (byte)(cell.Text == "1" ? 1 : 0), (byte)(cell.Kind == CellKind.Error ? 1 : 0));
        else
            records.Add(0x0203, row, column, style, BitConverter.GetBytes(cell.StoredNumber ?? double.Parse(cell.Text, CultureInfo.InvariantCulture)));
    }

    static void WriteFormula(RecordBuilder records, ushort row, ushort column, ushort style, byte[] result) =>
        records.Add(0x0006, row, column, style, result, (ushort)0, 0, (ushort)0);

    public static byte ErrorCode(string text) => text switch { "#DIV/0!" => 0x07, "#VALUE!" => 0x0F, "#REF!" => 0x17, "#NAME?" => 0x1D, "#NUM!" => 0x24, _ => 0x2A };

    static byte[] Text(string text) => [.. BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)];

    static byte[] ShortText(string text) => [(byte)text.Length, 1, .. Encoding.Unicode.GetBytes(text)];

    /// <summary>Records of a type, a length and a body.</summary>
    sealed class RecordBuilder
    {
        readonly List<byte> all = [];

        public void Add(ushort type, params object[] fields)
        {
            byte[] body = [.. fields.SelectMany(ToBytes)];
            all.AddRange([.. BitConverter.GetBytes(type), .. BitConverter.GetBytes((ushort)body.Length), .. body]);
        }

        public byte[] ToArray() => [.. all];

        static IEnumerable<byte> ToBytes(object field) => field switch
        {
            byte one => [one],
            ushort two => BitConverter.GetBytes(two),
            int four => BitConverter.GetBytes(four),
            byte[] many => many,
            _ => throw new ArgumentException($"{field} is no field.", nameof(field)),
        };
    }
}
