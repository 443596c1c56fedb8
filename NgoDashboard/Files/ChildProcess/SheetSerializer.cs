using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>Writes the sheets of a file in the answer of a child process; cells refer to number formats that were written before.</summary>
sealed class SheetWriter(ChildMessageWriter writer)
{
    readonly Dictionary<NumberFormat, int> formats = new(ReferenceEqualityComparer.Instance);

    public void WriteSheet(Sheet sheet)
    {
        writer.WriteText(sheet.Name);
        var merges = sheet.MergedCells.All;
        writer.WriteInt(merges.Count);
        foreach (var merge in merges)
        {
            writer.WriteInt(merge.Top);
            writer.WriteInt(merge.Left);
            writer.WriteInt(merge.Bottom);
            writer.WriteInt(merge.Right);
        }

        writer.WriteInt(sheet.HiddenColumns.Count);
        foreach (var column in sheet.HiddenColumns)
            writer.WriteInt(column);
        writer.WriteInt(sheet.Comments.Count);
        foreach (var comment in sheet.Comments)
        {
            writer.WriteInt(comment.RowNumber);
            writer.WriteInt(comment.ColumnIndex);
            writer.WriteText(comment.Text);
        }

        writer.WriteInt(sheet.Rows.Count);
        foreach (var row in sheet.Rows)
            WriteRow(row);
    }

    void WriteRow(SheetRow row)
    {
        writer.WriteInt(row.RowNumber);
        writer.WriteByte(row.IsHidden ? (byte)1 : (byte)0);
        writer.WriteInt(row.FieldCount is { } count ? count + 1 : 0);
        writer.WriteInt(row.Cells.Length);
        foreach (var cell in row.Cells)
        {
            writer.WriteInt(cell.ColumnIndex);
            writer.WriteByte(CellHeader.Pack(cell));
            writer.WriteText(cell.Text);
            if (cell.Format is { } format)
                WriteFormat(format);
        }
    }

    void WriteFormat(NumberFormat format)
    {
        var isNew = formats.TryAdd(format, formats.Count);
        writer.WriteInt(formats[format]);
        if (isNew)
            writer.WriteText(format.Code);
    }
}

/// <inheritdoc cref="SheetWriter"/>
sealed class SheetReader(ChildMessageReader reader)
{
    readonly List<NumberFormat> formats = [];

    public Sheet ReadSheet()
    {
        var name = reader.ReadText();
        var merges = new MergedRange[reader.ReadInt()];
        for (var i = 0; i < merges.Length; i++)
            merges[i] = new(reader.ReadInt(), reader.ReadInt(), reader.ReadInt(), reader.ReadInt());
        var hidden = new int[reader.ReadInt()];
        for (var i = 0; i < hidden.Length; i++)
            hidden[i] = reader.ReadInt();
        var comments = new CellComment[reader.ReadInt()];
        for (var i = 0; i < comments.Length; i++)
            comments[i] = new(reader.ReadInt(), reader.ReadInt(), reader.ReadText());
        var rows = new SheetRow[reader.ReadInt()];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = ReadRow();
        return new(name, rows) { MergedCells = new(merges), HiddenColumns = hidden, Comments = comments };
    }

    SheetRow ReadRow()
    {
        var (number, isHidden, fieldCount) = (reader.ReadInt(), reader.ReadByte() == 1, reader.ReadInt());
        var cells = new Cell[reader.ReadInt()];
        for (var i = 0; i < cells.Length; i++)
        {
            var (column, header, text) = (reader.ReadInt(), reader.ReadByte(), reader.ReadText());
            cells[i] = new(
                column, CellHeader.GetKind(header), text, CellHeader.HasFormat(header) ? ReadFormat() : null, CellHeader.IsFormula(header))
            {
                QuoteFault = CellHeader.GetQuoteFault(header),
            };
        }

        return new(number, cells) { IsHidden = isHidden, FieldCount = fieldCount == 0 ? null : fieldCount - 1 };
    }

    NumberFormat ReadFormat()
    {
        var index = reader.ReadInt();
        if (index == formats.Count)
            formats.Add(new(reader.ReadText()));
        return formats[index];
    }
}

/// <summary>One byte of a cell: whether it has a format, whether it is a formula, the fault of its quotation marks, its kind.</summary>
static class CellHeader
{
    const int FormatBit = 1, FormulaBit = 2;

    const int QuoteShift = 2, QuoteMask = 3, KindShift = 4;

    public static byte Pack(Cell cell) => (byte)(
        (cell.Format is null ? 0 : FormatBit) | (cell.IsFormula ? FormulaBit : 0)
        | ((int)cell.QuoteFault << QuoteShift) | ((int)cell.Kind << KindShift));

    public static bool HasFormat(byte header) => (header & FormatBit) != 0;

    public static bool IsFormula(byte header) => (header & FormulaBit) != 0;

    public static QuoteFault GetQuoteFault(byte header) => (QuoteFault)((header >> QuoteShift) & QuoteMask);

    public static CellKind GetKind(byte header) => (CellKind)(header >> KindShift);
}
