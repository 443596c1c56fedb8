using Microsoft.AspNetCore.Components.Forms;

namespace NgoDashboard.Components.Shared;

/// <summary>Receives files that the operator chose in the browser.</summary>
static class BrowserFileReader
{
    const int ChunkBytes = 1024 * 1024;

    /// <param name="received">Called after each megabyte or less, with the number of bytes so far.</param>
    /// <returns>
    /// The whole file. One that the browser states to be larger than the limit is not received: the result is then one byte over the limit,
    /// so that the check of the size refuses it as it would the file.
    /// </returns>
    /// <exception cref="IOException">The file was changed or removed during the upload, or is longer than the browser stated.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<byte[]> ReadBytes(
        IBrowserFile file, int maxBytes, Action<int>? received = null, CancellationToken cancellation = default)
    {
        if (file.Size > maxBytes)
            return new byte[maxBytes + 1];
        var content = new byte[file.Size];
        await using var stream = file.OpenReadStream(maxBytes, cancellation);
        for (var count = 0; count < content.Length;)
        {
            var chunk = await stream.ReadAsync(content.AsMemory(count, Math.Min(ChunkBytes, content.Length - count)), cancellation);
            if (chunk == 0)
                throw new EndOfStreamException();
            count += chunk;
            received?.Invoke(count);
        }

        return content;
    }
}
