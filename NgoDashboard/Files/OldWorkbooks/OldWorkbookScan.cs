using System.Buffers.Binary;
using System.Text;
using NgoDashboard.Files.Formats;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.OldWorkbooks;

/// <summary>
/// Scans the records of a workbook of Excel 5 to 2003 ([MS-XLS]) for what the library does not give: errors, formulas, fonts of before
/// Unicode, and hidden rows of the usual height. A workbook without a container has none of these scanned, nor has an encrypted one.
/// </summary>
sealed class OldWorkbookScan
{
    const int HeaderBytes = 4;

    const int Begin = 0x0809, End = 0x000A, Encryption = 0x002F, SheetOfWorkbook = 0x0085, Font = 0x0031, CellFormat = 0x00E0;

    /// <summary>The version, in the first record of a stream, from which a byte says how a font's name is stored.</summary>
    const int UnicodeVersion = 0x0600;

    /// <summary>Programs leave out this number when they count fonts.</summary>
    const int MissingFont = 4;

    readonly byte[] records;
    readonly ReadingBudget reading;
    readonly List<OldFont?> fonts = [];
    readonly List<ushort> fontsOfStyles = [];
    readonly List<uint> sheetStarts = [];
    bool isUnicode;

    OldWorkbookScan(byte[] records, ReadingBudget reading)
    {
        (this.records, this.reading) = (records, reading);
        ScanWorkbook();
    }

    /// <summary>Null if the file is not scanned.</summary>
    public static OldWorkbookScan? Create(CompoundFile file, ReadingBudget reading) =>
        (file.ReadStream("Workbook") ?? file.ReadStream("Book")) is { Length: > 0 } records ? new(records, reading) : null;

    /// <summary>The marks of a sheet, hidden ones included in the count.</summary>
    public OldSheetMarks ScanSheet(int index)
    {
        var marks = new OldSheetMarks(this);
        if (index < sheetStarts.Count)
            ReadRecords(sheetStarts[index], marks.Add);
        return marks;
    }

    public OldFont? FindFont(int style)
    {
        if (style >= fontsOfStyles.Count)
            return null;
        var font = fontsOfStyles[style] > MissingFont ? fontsOfStyles[style] - 1 : fontsOfStyles[style];
        return font < fonts.Count ? fonts[font] : null;
    }

    void ScanWorkbook()
    {
        var isEncrypted = false;
        ReadRecords(0, (type, body) =>
        {
            isEncrypted |= type == Encryption;
            if (type == Begin && body.Length >= 2)
                isUnicode = BinaryPrimitives.ReadUInt16LittleEndian(body) >= UnicodeVersion;
            // Charts and modules are sheets too.
            else if (type == SheetOfWorkbook && body.Length >= 6 && (body[5] & 0x0F) == 0)
                sheetStarts.Add(BinaryPrimitives.ReadUInt32LittleEndian(body));
            else if (type == Font)
                fonts.Add(OldFont.FromName(ReadFontName(body)));
            else if (type == CellFormat && body.Length >= 2)
                fontsOfStyles.Add(BinaryPrimitives.ReadUInt16LittleEndian(body));
        });
        if (isEncrypted)
            sheetStarts.Clear();
    }

    string ReadFontName(ReadOnlySpan<byte> body)
    {
        const int LengthAt = 14;
        if (body.Length <= LengthAt + 1)
            return "";
        var isWide = isUnicode && (body[LengthAt + 1] & 1) != 0;
        var name = body[(LengthAt + (isUnicode ? 2 : 1))..];
        var length = Math.Min(body[LengthAt] * (isWide ? 2 : 1), name.Length);
        return (isWide ? Encoding.Unicode : Encoding.Latin1).GetString(name[..length]);
    }

    /// <summary>Reads the records of one stream; charts inside of a sheet are streams in it.</summary>
    void ReadRecords(uint start, RecordAction action)
    {
        var depth = 0;
        for (var at = (long)start; at + HeaderBytes <= records.Length;)
        {
            reading.CountStep(0);
            var header = records.AsSpan((int)at);
            var (type, length) = (BinaryPrimitives.ReadUInt16LittleEndian(header), BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
            if (at + HeaderBytes + length > records.Length)
                return;
            depth += type == Begin ? 1 : type == End ? -1 : 0;
            if (depth <= 0)
                return;
            if (depth == 1)
                action(type, header.Slice(HeaderBytes, length));
            at += HeaderBytes + length;
        }
    }

    delegate void RecordAction(int type, ReadOnlySpan<byte> body);
}
