using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace NgoDashboard.Components.StaticAssets;

/// <summary>
/// The style sheet that declares the fonts. The build gives each font file a fingerprinted address but does not touch the URLs inside a
/// style sheet, so they are replaced here, once; the result gets a fingerprinted address too.
/// </summary>
sealed partial class FontStylesheet
{
    public const string FilePath = "css/fonts.css";

    public FontStylesheet(IFileInfo file, Func<string, string> addressOf)
    {
        using var reader = new StreamReader(file.CreateReadStream());
        var text = Url().Replace(reader.ReadToEnd(), url => $"url(\"{addressOf(url.Groups["file"].Value)}\")");
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
        Content = new(text, "text/css");
    }

    public string Fingerprint { get; }

    public string Address => $"/css/fonts.{Fingerprint}.css";

    public PrecompressedText Content { get; }

    [GeneratedRegex("""url\("\.\./(?<file>[^"]+)"\)""")]
    private static partial Regex Url();
}
