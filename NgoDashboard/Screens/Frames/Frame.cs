using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Screens.Frames;

/// <summary>The rendered HTML of one version; compressed once, on first use. Thread-safe.</summary>
/// <param name="journal">The journal of the version, "ID/GENERATION".</param>
public sealed class Frame(long version, string html, string journal = "")
{
    readonly Lazy<byte[]> packed = new(() => Gzip(Encoding.UTF8.GetBytes(html)));

    public long Version => version;

    public string Journal => journal;

    public byte[] GzippedHtml => packed.Value;

    public string Html => html;

    internal static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
