using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace NgoDashboard.Bench.Clients.Sockets;

/// <summary>
/// The content of every simulated screen as a chain of messages. Screens that received equal bytes share an entry, so that 11,000 screens
/// need little memory. The check at the end applies each chain once and verifies its checksums. The difference is applied by own code,
/// because the bench must not trust the product's.
/// </summary>
sealed class ScreenContents
{
    readonly List<(int Before, byte[] Message)> entries = [(0, [])];
    readonly Dictionary<int, List<int>> successors = [];

    /// <summary>The content after a message.</summary>
    /// <param name="before">The content before it; 0 for none.</param>
    public int AddMessage(int before, ReadOnlySpan<byte> message)
    {
        // A whole frame does not depend on the content before.
        if (message.StartsWith("{\"type\":1,\"target\":\"Show\""u8))
            before = 0;
        if (!successors.TryGetValue(before, out var known))
            successors[before] = known = [];
        // The newest entry is the likeliest.
        for (var i = known.Count - 1; i >= Math.Max(0, known.Count - 8); i--)
        {
            if (message.SequenceEqual(entries[known[i]].Message))
                return known[i];
        }

        entries.Add((before, message.ToArray()));
        known.Add(entries.Count - 1);
        return entries.Count - 1;
    }

    /// <summary>Applies all messages of a content.</summary>
    /// <exception cref="InvalidDataException">A checksum does not match.</exception>
    public string BuildHtml(int picture)
    {
        var steps = new Stack<int>();
        for (; picture > 0; picture = entries[picture].Before)
            steps.Push(picture);
        var html = "";
        while (steps.TryPop(out var step))
            html = ApplyMessage(html, entries[step].Message);
        return html;
    }

    static string ApplyMessage(string before, byte[] message)
    {
        var argument = JsonDocument.Parse(message).RootElement.GetProperty("arguments")[0];
        if (argument.TryGetProperty("html", out var whole))
            return Gunzip(whole.GetBytesFromBase64());
        var html = new StringBuilder();
        var at = 0;
        var steps = argument.TryGetProperty("steps", out var plain)
            ? plain
            : JsonDocument.Parse(Gunzip(argument.GetProperty("change").GetBytesFromBase64())).RootElement;
        foreach (var step in steps.EnumerateArray().Chunk(3))
        {
            html.Append(before, at, step[0].GetInt32()).Append(step[2].GetString());
            at += step[0].GetInt32() + step[1].GetInt32();
        }

        html.Append(before, at, before.Length - at);
        var sum = 2166136261u;
        for (var i = 0; i < html.Length; i++)
            sum = (sum ^ html[i]) * 16777619;
        return sum == argument.GetProperty("sum").GetUInt32()
            ? html.ToString()
            : throw new InvalidDataException($"A difference to version {argument.GetProperty("version")} made something else.");
    }

    static string Gunzip(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
