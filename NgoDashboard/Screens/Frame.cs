using System.IO.Compression;
using System.Text;

namespace NgoDashboard.Screens;

/// <summary>One version as a screen paints it, whole, rendered and packed once and shared by all connections.</summary>
public sealed class Frame
{
    public Frame(long version, string html)
    {
        Version = version;
        Content = html;
        Html = Pack(html);
    }

    public long Version { get; }

    /// <summary>The HTML, gzip-packed: base64 in JSON.</summary>
    public byte[] Html { get; }

    /// <summary>The HTML as it was rendered, for the page itself.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Content { get; }

    static byte[] Pack(string html)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(Encoding.UTF8.GetBytes(html));
        return packed.ToArray();
    }
}
