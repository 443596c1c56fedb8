namespace NgoDashboard.Files.Formats;

/// <summary>Tells formats apart by signatures, by the names in packages, and by the root of markup.</summary>
static class FileFormatDetector
{
    /// <summary>In bytes: what stands before the root element of markup.</summary>
    const int HeadBytes = 8_192;

    static readonly (byte[] Signature, FileFormat Format)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], FileFormat.Picture),
        ([0xFF, 0xD8, 0xFF], FileFormat.Picture),
        ([.. "GIF8"u8], FileFormat.Picture),
        ([.. "II*\0"u8], FileFormat.Picture),
        ([.. "MM\0*"u8], FileFormat.Picture),
        ([.. "Rar!\u001A"u8], FileFormat.Archive),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], FileFormat.Archive),
        ([0x1F, 0x8B], FileFormat.Archive),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], FileFormat.Archive),
        ([.. "BZh"u8], FileFormat.Archive),
        ([.. "MSCF"u8], FileFormat.Archive),
        ([.. "PK\u0005\u0006"u8], FileFormat.Archive),
        ([.. "PK\u0007\u0008"u8], FileFormat.Archive),
        // The first record of a workbook without a container, by its version: Excel 2, 3, 4 and 5.
        ([0x09, 0x00, 0x04, 0x00], FileFormat.OldWorkbook),
        ([0x09, 0x02, 0x06, 0x00], FileFormat.OldWorkbook),
        ([0x09, 0x04, 0x06, 0x00], FileFormat.OldWorkbook),
        ([0x09, 0x08, 0x08, 0x00], FileFormat.OldWorkbook),
        ([0x09, 0x08, 0x10, 0x00], FileFormat.OldWorkbook),
        ([0x00, 0x00, 0x02, 0x00], FileFormat.ForgottenSpreadsheet),
        ([0x00, 0x00, 0x1A, 0x00], FileFormat.ForgottenSpreadsheet),
    ];

    /// <summary>How files of the ISO base media format begin that are pictures: HEIC and AVIF, from telephones.</summary>
    static readonly byte[][] PictureBrands = [[.. "heic"u8], [.. "heix"u8], [.. "mif1"u8], [.. "msf1"u8], [.. "avif"u8]];

    /// <param name="isUtf16">Whether the caller reads the file as UTF-16: then zero bytes are no sign of a binary file.</param>
    public static FileFormat Detect(byte[] content, bool isUtf16)
    {
        ReadOnlySpan<byte> file = content;
        if (file.StartsWith("PK\u0003\u0004"u8))
            return ZipFormats.Detect(content);
        if (CompoundFile.IsCompound(file))
            return CompoundFormats.Detect(content);
        foreach (var (signature, format) in Signatures)
        {
            if (file.StartsWith(signature))
                return format;
        }

        if (IsPicture(file))
            return FileFormat.Picture;
        var text = file.TrimStart(" \t\r\n\uFEFF"u8);
        if (text.IsEmpty)
            return FileFormat.Empty;
        var head = MarkupFormats.DecodeHead(file[..Math.Min(file.Length, HeadBytes)]);
        return MarkupFormats.Detect(head) ?? (!isUtf16 && file.Contains((byte)0) ? FileFormat.Other : FileFormat.Text);
    }

    static bool IsPicture(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12)
            return false;
        if (file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8))
            return true;
        // "BM" may begin a text; the four reserved bytes of a bitmap are zero.
        if (file.StartsWith("BM"u8) && file[6..10].IndexOfAnyExcept((byte)0) < 0)
            return true;
        if (!file[4..].StartsWith("ftyp"u8))
            return false;
        foreach (var brand in PictureBrands)
        {
            if (file[8..].StartsWith(brand))
                return true;
        }

        return false;
    }
}
