using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Screens;

/// <summary>One version as a screen paints it, whole, rendered once and packed once.</summary>
public sealed class Frame
{
    public Frame(long version, string html)
    {
        Version = version;
        Content = html;
        Html = Pack(Encoding.UTF8.GetBytes(html));
    }

    public long Version { get; }

    /// <summary>The HTML, gzip-packed.</summary>
    public byte[] Html { get; }

    /// <summary>The HTML as it was rendered.</summary>
    public string Content { get; }

    internal static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
