using System.Text;

namespace NgoDashboard.Files;

/// <summary>What a file that somebody sent is, by what is in it and not by its name.</summary>
enum FileFormat
{
    Empty,

    /// <summary>A packed document: a workbook, or something else that is packed in the same way.</summary>
    ZipPackage,

    /// <summary>A workbook that is locked with a password.</summary>
    PasswordProtected,

    /// <summary>A workbook as programs before 2007 wrote it.</summary>
    OldSpreadsheet,
    Text,

    /// <summary>A PDF, a picture, a page: no table that could be read.</summary>
    Other,
}

static class FileFormatDetector
{
    // The container of the spreadsheets of before 2007, and of those that are locked with a password.
    static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>How other files begin that people take for a list: a PDF, a page, a text with its looks.</summary>
    static readonly byte[][] OtherSignatures = ["%PDF"u8.ToArray(), "<"u8.ToArray(), "{\\rtf"u8.ToArray()];

    /// <param name="isUtf16">Whether letters of two bytes can be read where it came: they hold empty ones, as pictures do.</param>
    public static FileFormat Detect(ReadOnlySpan<byte> file, bool isUtf16)
    {
        if (file.StartsWith("PK\u0003\u0004"u8))
            return FileFormat.ZipPackage;
        if (file.StartsWith(Compound))
            return file.IndexOf(EncryptedPackage) >= 0 ? FileFormat.PasswordProtected : FileFormat.OldSpreadsheet;
        var text = file.TrimStart(" \t\r\n\uFEFF"u8);
        if (text.IsEmpty)
            return FileFormat.Empty;
        var isOther = !isUtf16 && file.Contains((byte)0);
        foreach (var other in OtherSignatures)
            isOther |= text.StartsWith(other);
        return isOther ? FileFormat.Other : FileFormat.Text;
    }
}
