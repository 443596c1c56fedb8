using System.Text;
using System.Text.RegularExpressions;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.Html;

/// <summary>The encoding of a web page.</summary>
static partial class HtmlEncoding
{
    /// <summary>In bytes: a page says its encoding in its head.</summary>
    const int HeadBytes = 8_192;

    /// <summary>
    /// What is valid UTF-8 is UTF-8, whatever a copied head says; then what the head says, then what the letters are.
    /// </summary>
    public static string Decode(byte[] content)
    {
        var encoding = TextEncodingDetector.IsUtf16(content) || System.Text.Unicode.Utf8.IsValid(content)
            ? TextEncodingDetector.Detect(content) : FindDeclared(content) ?? TextEncodingDetector.Detect(content);
        using var text = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        return text.ReadToEnd();
    }

    static Encoding? FindDeclared(byte[] content)
    {
        var head = Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, HeadBytes));
        if (DeclaredCharset().Match(head) is not { Success: true } match)
            return null;
        try
        {
            // A page of bytes that declares UTF-8 or UTF-16 is wrong.
            return CodePagesEncodingProvider.Instance.GetEncoding(match.Groups[1].Value)
                ?? (Encoding.GetEncoding(match.Groups[1].Value) is { IsSingleByte: true } known ? known : null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DeclaredCharset();
}
