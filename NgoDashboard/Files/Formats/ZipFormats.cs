using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Files.Formats;

/// <summary>Which document a ZIP package is, by the names of its parts.</summary>
static class ZipFormats
{
    const string OpenDocumentType = "application/vnd.oasis.opendocument.";

    /// <summary>In bytes. The longest media type of OpenDocument has 60.</summary>
    const int MaxMediaTypeBytes = 200;

    public static FileFormat Detect(byte[] content)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(content));
            return DetectByMediaType(package) ?? DetectByNames([.. package.Entries.Select(entry => entry.FullName.Replace('\\', '/'))]);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return FileFormat.Workbook;
        }
    }

    public static bool HasMacros(byte[] content)
    {
        using var package = new ZipArchive(new MemoryStream(content));
        return package.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>OpenDocument has its media type as the content of a part.</summary>
    static FileFormat? DetectByMediaType(ZipArchive package)
    {
        if (package.GetEntry("mimetype") is not { Length: <= MaxMediaTypeBytes } part)
            return null;
        using var stream = part.Open();
        var bytes = new byte[MaxMediaTypeBytes];
        var type = Encoding.ASCII.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Trim();
        if (type.StartsWith("application/vnd.sun.xml.", StringComparison.Ordinal))
            return FileFormat.OtherOfficeDocument;
        if (!type.StartsWith(OpenDocumentType, StringComparison.Ordinal))
            return null;
        // LibreOffice encrypts a whole package since 24.2.
        if (package.GetEntry("encrypted-package") is not null)
            return FileFormat.PasswordProtected;
        return type.StartsWith(OpenDocumentType + "spreadsheet", StringComparison.Ordinal) ? FileFormat.OpenDocument
            : FileFormat.OtherOfficeDocument;
    }

    static FileFormat DetectByNames(List<string> names)
    {
        if (names.Contains("xl/workbook.bin", StringComparer.OrdinalIgnoreCase))
            return FileFormat.BinaryWorkbook;
        if (HasFolder(names, "xl/"))
            return FileFormat.Workbook;
        if (HasFolder(names, "word/"))
            return FileFormat.WordDocument;
        if (HasFolder(names, "ppt/"))
            return FileFormat.OtherOfficeDocument;
        if (names.Exists(name => name.EndsWith(".iwa", StringComparison.OrdinalIgnoreCase))
            || names.Contains("Index.zip", StringComparer.OrdinalIgnoreCase))
            return FileFormat.AppleDocument;
        return FileFormat.Archive;
    }

    static bool HasFolder(List<string> names, string folder) =>
        names.Exists(name => name.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
}
