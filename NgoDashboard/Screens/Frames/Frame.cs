using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Screens.Frames;

/// <summary>One version as a screen paints it, whole, rendered once, and packed once when somebody needs the whole. Safe on any thread.</summary>
/// <param name="journal">Of which journal and generation it is a version: "ID/GENERATION".</param>
public sealed class Frame(long version, string html, string journal = "")
{
    readonly Lazy<byte[]> packed = new(() => Gzip(Encoding.UTF8.GetBytes(html)));

    public long Version => version;

    public string Journal => journal;

    /// <summary>The HTML, gzip-packed.</summary>
    public byte[] GzippedHtml => packed.Value;

    /// <summary>The HTML as it was rendered.</summary>
    public string Html => html;

    internal static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
