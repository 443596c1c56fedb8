using System.Text.Json;

namespace NgoDashboard.Api.Http;

/// <summary>Reads a request's body as JSON of any shape, so that errors can be reported field by field.</summary>
static class JsonBody
{
    /// <summary>Room for a thousand edits with their reasons; a file sent by mistake is refused.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <returns>The document, which the caller disposes, or the response that refuses the body.</returns>
    public static async Task<(JsonDocument? Document, IResult? Refusal)> ReadDocument(HttpRequest request, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (memory.Length + count > MaxBytes)
                return (null, ApiProblems.TooLarge(MaxBytes));
            memory.Write(buffer, 0, count);
        }

        try
        {
            return (JsonDocument.Parse(memory.GetBuffer().AsMemory(0, (int)memory.Length).ToArray()), null);
        }
        catch (JsonException broken)
        {
            return (null, new LocalizedResult(language => Results.Problem(
                title: language.Words.Api["not-json"],
                detail: language.Words.Api["not-json-at", (broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1],
                statusCode: StatusCodes.Status400BadRequest)));
        }
    }
}
