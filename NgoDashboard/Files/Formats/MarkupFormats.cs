using System.Text;
using System.Text.RegularExpressions;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.Formats;

/// <summary>Which markup a text is, by what it begins with.</summary>
static partial class MarkupFormats
{
    const string SpreadsheetNamespace = "urn:schemas-microsoft-com:office:spreadsheet";

    const string OpenDocumentNamespace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

    const string WordNamespace = "schemas.microsoft.com/office/word";

    /// <summary>The beginning as text. Only the signs of markup matter, which are ASCII, so all other bytes may be any letter.</summary>
    public static string DecodeHead(ReadOnlySpan<byte> head)
    {
        var encoding = TextEncodingDetector.DetectUtf16(head) ?? Encoding.Latin1;
        var text = encoding.GetString(head);
        // Byte-order marks of UTF-8, of which some systems write two.
        return text.TrimStart(' ', '\t', '\r', '\n', '\uFEFF', '\u00EF', '\u00BB', '\u00BF');
    }

    /// <summary>Null if it is no markup.</summary>
    public static FileFormat? Detect(string head)
    {
        if (head.AsSpan(0, Math.Min(head.Length, 1_024)).Contains("%PDF-", StringComparison.Ordinal))
            return FileFormat.Pdf;
        if (head.StartsWith("{\\rtf", StringComparison.Ordinal))
            return FileFormat.OldDocument;
        if (head.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase) && ContainsWord(head, "multipart/related"))
            return FileFormat.WebArchive;
        if (head.StartsWith('<'))
            return DetectByRoot(head);
        // Systems that print a message before the page.
        return TableTags().IsMatch(head) ? FileFormat.Html : null;
    }

    static FileFormat DetectByRoot(string head)
    {
        var root = RootElement().Match(head) is { Success: true } match ? match.Groups[1].Value : "";
        return root.ToLowerInvariant() switch
        {
            "workbook" when ContainsWord(head, SpreadsheetNamespace) => FileFormat.SpreadsheetXml,
            "document" when ContainsWord(head, OpenDocumentNamespace) => ContainsWord(head, "opendocument.text")
                || ContainsWord(head, "opendocument.presentation") ? FileFormat.OtherOfficeDocument : FileFormat.FlatOpenDocument,
            "worddocument" => FileFormat.OldDocument,
            "package" when ContainsWord(head, WordNamespace) || ContainsWord(head, "xmlPackage") => FileFormat.OldDocument,
            "html" or "head" or "body" or "meta" or "style" or "table" or "div" or "p" or "center" or "font" or "span" or "title" or "h1"
                or "h2" or "h3" or "form" or "tr" or "b" or "br" or "script" or "link" => FileFormat.Html,
            _ => TableTags().IsMatch(head) ? FileFormat.Html : FileFormat.Other,
        };
    }

    static bool ContainsWord(string head, string word) => head.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The local name of the first element, behind declarations, comments and processing instructions.</summary>
    [GeneratedRegex(
        @"\A(?:\s+|<\?[^>]*>|<!--.*?-->|<![^>]*>)*<(?:[\w.-]+:)?([A-Za-z][\w]*)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex RootElement();

    [GeneratedRegex(@"<table[\s>].*?<t[rdh][\s>]", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex TableTags();
}
