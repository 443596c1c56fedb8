namespace NgoDashboard.Api.Http;

/// <summary>Reads uploads within a limit, and sends them out again harmlessly.</summary>
static class UploadStream
{
    const int BufferBytes = 128 * 1024;

    /// <summary>
    /// Reads at least <paramref name="longest"/> + 1 bytes of a longer stream, so that the caller sees by the length that it is too long.
    /// </summary>
    public static async Task<byte[]> ReadBounded(Stream stream, int longest, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int count;
        while (memory.Length <= longest && (count = await stream.ReadAsync(buffer, cancellation)) > 0)
            memory.Write(buffer, 0, count);
        return memory.ToArray();
    }

    /// <summary>Headers by which a browser runs nothing of the file, whatever it holds.</summary>
    public static void ForbidScripts(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
