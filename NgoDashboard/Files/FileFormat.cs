using System.Text;

namespace NgoDashboard.Files;

/// <summary>The format of a received file, by its content and not by its name.</summary>
enum FileFormat
{
    Empty,

    /// <summary>A ZIP package: a workbook, or another document that is packed in the same way.</summary>
    ZipPackage,

    /// <summary>A workbook that is encrypted with a password.</summary>
    PasswordProtected,

    /// <summary>A workbook as programs before 2007 wrote it (.xls).</summary>
    OldSpreadsheet,
    Text,

    /// <summary>A PDF, a picture, a web page: no table that could be read.</summary>
    Other,
}

static class FileFormatDetector
{
    // The container of spreadsheets of before 2007, and of encrypted workbooks.
    static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>Signatures of other files that are sent as lists by mistake: PDF, HTML or XML, RTF.</summary>
    static readonly byte[][] OtherSignatures = ["%PDF"u8.ToArray(), "<"u8.ToArray(), "{\\rtf"u8.ToArray()];

    /// <param name="isUtf16">Whether the caller reads the file as UTF-16: then zero bytes are no sign of a binary file.</param>
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
