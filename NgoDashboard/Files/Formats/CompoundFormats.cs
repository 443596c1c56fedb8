using System.Text;

namespace NgoDashboard.Files.Formats;

/// <summary>Which document a compound file is.</summary>
static class CompoundFormats
{
    static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    static readonly (string Name, FileFormat Format)[] Documents =
    [
        ("EncryptedPackage", FileFormat.PasswordProtected),
        ("Workbook", FileFormat.OldWorkbook),
        ("Book", FileFormat.OldWorkbook),
        ("WordDocument", FileFormat.OldDocument),
        ("PowerPoint Document", FileFormat.OtherOfficeDocument),
    ];

    public static FileFormat Detect(byte[] content)
    {
        var names = new CompoundFile(content).RootNames;
        // Without a directory it is damaged, and the reader of workbooks will say so.
        if (names.Count == 0)
            return content.AsSpan().IndexOf(EncryptedPackage) >= 0 ? FileFormat.PasswordProtected : FileFormat.OldWorkbook;
        foreach (var (name, format) in Documents)
        {
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return format;
        }

        return FileFormat.Other;
    }
}
