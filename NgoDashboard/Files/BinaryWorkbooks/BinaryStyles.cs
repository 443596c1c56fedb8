using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Reports.Sheets;
using Types = NgoDashboard.Files.BinaryWorkbooks.BinaryRecordTypes;

namespace NgoDashboard.Files.BinaryWorkbooks;

/// <summary>The number formats and the fonts of before Unicode, by the styles of the cells of a workbook.</summary>
sealed class BinaryStyles
{
    /// <summary>Where the name stands in the record of a font.</summary>
    const int FontNameAt = 21;

    readonly List<OldFont?> fonts = [];
    readonly Dictionary<uint, string> codes = [];
    readonly Dictionary<uint, NumberFormat?> formats = [];
    readonly List<(ushort Format, ushort Font)> styles = [];

    public static BinaryStyles Read(BinaryRecordReader? records)
    {
        var (read, isCellFormat) = (new BinaryStyles(), false);
        while (records?.Read() == true)
        {
            switch (records.Type)
            {
                case Types.Font:
                    read.fonts.Add(OldFont.FromName(records.ReadText(FontNameAt, out _)));
                    break;
                case Types.NumberFormat:
                    read.codes.TryAdd(records.ReadUInt16(0), records.ReadText(sizeof(ushort), out _));
                    break;
                case Types.BeginCellFormats or Types.EndCellFormats:
                    isCellFormat = records.Type == Types.BeginCellFormats;
                    break;
                case Types.CellFormat when isCellFormat:
                    read.styles.Add((records.ReadUInt16(2), records.ReadUInt16(4)));
                    break;
            }
        }

        return read;
    }

    /// <summary>Null for the general format.</summary>
    public NumberFormat? FindFormat(uint style)
    {
        if (style >= styles.Count)
            return null;
        var id = (uint)styles[(int)style].Format;
        if (!formats.TryGetValue(id, out var format))
        {
            var code = BuiltInFormats.FindDateOrShare(id) ?? codes.GetValueOrDefault(id) ?? BuiltInFormats.FindNumber(id);
            formats.Add(id, format = code is { Length: > 0 and <= NumberFormat.MaxCodeLength } ? new(code) : null);
        }

        return format;
    }

    public OldFont? FindOldFont(uint style) => style < styles.Count ? FindFont(styles[(int)style].Font) : null;

    public OldFont? FindFont(int index) => index < fonts.Count ? fonts[index] : null;
}
