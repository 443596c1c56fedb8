using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Text;
using Types = NgoDashboard.Files.BinaryWorkbooks.BinaryRecordTypes;

namespace NgoDashboard.Files.BinaryWorkbooks;

/// <summary>The texts to which cells refer, and texts whose parts have fonts of their own.</summary>
sealed class BinaryTexts
{
    /// <summary>A text of which parts have fonts, in the first byte of such a text.</summary>
    const int HasFonts = 1;

    /// <summary>In bytes: the first character of a part, and its font.</summary>
    const int FontChangeBytes = 4;

    readonly List<string> texts = [];
    readonly Dictionary<int, OldFont> fonts = [];

    public static BinaryTexts Read(BinaryRecordReader? records, BinaryStyles styles, ReadingBudget reading)
    {
        var read = new BinaryTexts();
        while (records?.Read() == true)
        {
            if (records.Type != Types.SharedText)
                continue;
            var (text, font) = ReadRichText(records, 0, styles);
            reading.CountStep(text.Length + ReadingBudget.CharactersPerCell);
            if (font is { } old)
                read.fonts.Add(read.texts.Count, old);
            read.texts.Add(CellText.Normalize(text));
        }

        return read;
    }

    /// <exception cref="InvalidDataException">There is no such text.</exception>
    public (string Text, OldFont? Font) Find(uint index) => index < texts.Count
        ? (texts[(int)index], fonts.TryGetValue((int)index, out var font) ? font : null)
        : throw new InvalidDataException("There is no such text.");

    /// <returns>The text, and the first font of before Unicode in it.</returns>
    public static (string Text, OldFont? Font) ReadRichText(BinaryRecordReader records, int at, BinaryStyles styles)
    {
        var flags = records.ReadByte(at);
        var text = records.ReadText(at + 1, out var end);
        OldFont? font = null;
        if ((flags & HasFonts) == 0 || end + sizeof(uint) > records.Length)
            return (text, font);
        var changes = Math.Min(records.ReadUInt32(end), (records.Length - end - sizeof(uint)) / FontChangeBytes);
        for (var i = 0; i < changes; i++)
            font ??= styles.FindFont(records.ReadUInt16(end + sizeof(uint) + (i * FontChangeBytes) + sizeof(ushort)));
        return (text, font);
    }
}
