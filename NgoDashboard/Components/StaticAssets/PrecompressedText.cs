using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace NgoDashboard.Components.StaticAssets;

/// <summary>A text for many clients: compressed once for all of them, in each encoding that a browser may ask for.</summary>
public sealed class PrecompressedText : IResult
{
    readonly string contentType;
    readonly (string? Encoding, byte[] Bytes)[] encodings;

    public PrecompressedText(string text, string contentType)
    {
        this.contentType = contentType;
        var plain = Encoding.UTF8.GetBytes(text);
        // The smallest first. Brotli's own smallest takes about a hundred times as long, and a page is made for every version.
        encodings =
        [
            ("br", Compress(plain, packed => new BrotliStream(packed, CompressionLevel.Optimal))),
            ("gzip", Compress(plain, packed => new GZipStream(packed, CompressionLevel.SmallestSize))),
            (null, plain),
        ];
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var accepted = httpContext.Request.GetTypedHeaders().AcceptEncoding;
        var (encoding, bytes) = encodings.First(form => form.Encoding is not { } name
            || accepted.Any(value => value.Quality is not 0 && value.Value.Equals(name, StringComparison.OrdinalIgnoreCase)));
        var response = httpContext.Response;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        response.Headers.Vary = StringValues.Concat(response.Headers.Vary, "Accept-Encoding");
        response.Headers.ContentEncoding = encoding;
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    static byte[] Compress(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var into = packer(packed))
            into.Write(plain);
        return packed.ToArray();
    }
}
