namespace NgoDashboard.Api.Http;

/// <summary>What somebody sends, and what somebody else is given of it.</summary>
static class UploadStream
{
    const int BufferBytes = 128 * 1024;

    /// <summary>As much as may be sent, and one byte more where it is too much.</summary>
    public static async Task<byte[]> ReadBounded(Stream stream, int longest, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int count;
        while (memory.Length <= longest && (count = await stream.ReadAsync(buffer, cancellation)) > 0)
            memory.Write(buffer, 0, count);
        return memory.ToArray();
    }

    /// <summary>Whatever it holds, a browser runs none of it.</summary>
    public static void ForbidScripts(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
