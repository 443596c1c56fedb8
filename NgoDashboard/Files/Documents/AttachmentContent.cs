using System.IO.Compression;
using System.Text;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Files.Documents;

/// <summary>Detects the kind of an attachment by its content, because its name can say anything.</summary>
public static class AttachmentContent
{
    const int MaxNameLength = 120;

    // A workbook of a province has some tens of parts; one with more than this was made to be hard to read.
    const int MaxZipEntries = 2_000;
    const int MaxContentTypesBytes = 1024 * 1024;

    static readonly Dictionary<AttachmentKind, (string[] Extensions, string MediaType)> Kinds = new()
    {
        [AttachmentKind.Pdf] = ([".pdf"], "application/pdf"),
        [AttachmentKind.Png] = ([".png"], "image/png"),
        [AttachmentKind.Jpeg] = ([".jpg", ".jpeg"], "image/jpeg"),
        [AttachmentKind.Xlsx] = ([".xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };

    /// <summary>The extensions that a file dialog offers.</summary>
    public static string AcceptedExtensions { get; } = string.Join(',', Kinds.Values.SelectMany(kind => kind.Extensions));

    public static string MediaType(AttachmentKind kind) => Kinds[kind].MediaType;

    /// <summary>The field of which findings about attachments are.</summary>
    public const string FieldName = "attachment";

    /// <summary>
    /// Whether it must be unpacked to know what it is. That is done in a child process, because the sender decides what is in it.
    /// </summary>
    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The kind that was detected at upload; files that need not be unpacked are detected here, by their first bytes.</summary>
    public static (AttachmentKind? Kind, Finding? Problem) DetectUpload(Upload upload) =>
        upload.Kind is { } known ? (known, null)
        : IsZip(upload.Content.Span) ? (null, Problem(FindingKind.AttachmentUnknown))
        : DetectKind(upload.Content.Span);

    /// <returns>Its kind, or why it is not accepted.</returns>
    public static (AttachmentKind? Kind, Finding? Problem) DetectKind(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return (null, Problem(FindingKind.AttachmentEmpty));
        if (content.StartsWith("%PDF-"u8))
            return (AttachmentKind.Pdf, null);
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return (AttachmentKind.Png, null);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return (AttachmentKind.Jpeg, null);
        // A ZIP archive may stand behind anything, even a program, so only a file that begins as one is unpacked.
        if (!IsZip(content))
            return (null, Problem(FindingKind.AttachmentUnknown));
        return CheckWorkbook(content) is { } problem ? (null, Problem(problem)) : (AttachmentKind.Xlsx, null);
    }

    /// <summary>
    /// The last part of the path, without invisible characters and those that change the writing direction, and with the extension of its
    /// real kind.
    /// </summary>
    public static string CleanFileName(string fileName, AttachmentKind kind)
    {
        var last = TextSanitizer.ReplaceUnnormalizable(fileName.Split('/', '\\')[^1]).Normalize(NormalizationForm.FormC);
        var shown = string.Concat(last.EnumerateRunes().Where(IsAllowedInName).Select(rune => rune.ToString())).Trim(' ', '.');
        var extension = Kinds[kind].Extensions.FirstOrDefault(one => shown.EndsWith(one, StringComparison.OrdinalIgnoreCase)) ?? "";
        var stem = shown[..^extension.Length].TrimEnd(' ', '.');
        if (stem.Length > MaxNameLength)
            stem = stem[..(char.IsHighSurrogate(stem[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)];
        return (stem.Length == 0 ? "attachment" : stem) + (extension.Length == 0 ? Kinds[kind].Extensions[0]
            : extension.ToLowerInvariant());
    }

    static bool IsAllowedInName(Rune rune) =>
        rune != Rune.ReplacementChar && !(rune.IsBmp && "\"<>:|?*%".Contains((char)rune.Value, StringComparison.Ordinal))
        && TextSanitizer.IsVisibleRune(rune);

    /// <summary>Reads only the directory of the package and a limited part of one entry; nothing else is unpacked.</summary>
    static FindingKind? CheckWorkbook(ReadOnlySpan<byte> content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxZipEntries)
                return FindingKind.AttachmentBroken;
            string[] parts = [.. zip.Entries.Select(part => part.FullName.Replace('\\', '/').TrimStart('/').ToLowerInvariant())];
            if (!parts.Contains("[content_types].xml") || !parts.Contains("xl/workbook.xml"))
                return FindingKind.AttachmentUnknown;
            if (parts.Any(part => part.EndsWith("vbaproject.bin", StringComparison.Ordinal)
                || part.StartsWith("xl/macrosheets/", StringComparison.Ordinal)))
                return FindingKind.AttachmentMacros;
            var types = ReadContentTypes(
                zip.Entries.First(part => part.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase)));
            return types is null ? FindingKind.AttachmentBroken
                : types.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
                || types.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) ? FindingKind.AttachmentMacros
                : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return FindingKind.AttachmentBroken;
        }
    }

    /// <summary>Null if it is longer than any real one.</summary>
    static string? ReadContentTypes(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        var buffer = new byte[MaxContentTypesBytes];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return read == buffer.Length ? null : Encoding.UTF8.GetString(buffer, 0, read);
    }

    static Finding Problem(FindingKind kind) => new(kind, FieldName);
}
