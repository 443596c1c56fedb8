using System.Text;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>Writes numbers and texts, each text once, because most cells of a report repeat texts of others.</summary>
sealed class ChildMessageWriter(Stream output) : IDisposable
{
    /// <summary>In characters: longer texts hardly repeat.</summary>
    internal const int MaxSharedLength = 1_000;

    internal const int MaxSharedTexts = 1_000_000;

    internal const int BufferBytes = 64 * 1024;

    // A lone surrogate is replaced, as it would be on every page: it must not break the answer.
    internal static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    readonly BinaryWriter writer = new(new BufferedStream(output, BufferBytes), Encoding, leaveOpen: false);
    readonly Dictionary<string, int> shared = new(StringComparer.Ordinal);

    public void WriteByte(byte value) => writer.Write(value);

    public void WriteInt(int value) => writer.Write7BitEncodedInt(value);

    public void WriteText(string text)
    {
        if (text.Length > MaxSharedLength)
        {
            writer.Write7BitEncodedInt(0);
            writer.Write(text);
        }
        else if (shared.TryGetValue(text, out var at))
        {
            writer.Write7BitEncodedInt(at + 1);
        }
        else
        {
            writer.Write7BitEncodedInt(0);
            writer.Write(text);
            if (shared.Count < MaxSharedTexts)
                shared.Add(text, shared.Count);
        }
    }

    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();
}

/// <inheritdoc cref="ChildMessageWriter"/>
sealed class ChildMessageReader(Stream input) : IDisposable
{
    readonly BinaryReader reader = new(
        new BufferedStream(input, ChildMessageWriter.BufferBytes), ChildMessageWriter.Encoding, leaveOpen: true);
    readonly List<string> shared = [];

    public byte ReadByte() => reader.ReadByte();

    public int ReadInt() => reader.Read7BitEncodedInt();

    public string ReadText()
    {
        if (reader.Read7BitEncodedInt() is > 0 and var at)
            return shared[at - 1];
        var text = reader.ReadString();
        // Counted as the writer counts: a replacement character has the same length.
        if (text.Length <= ChildMessageWriter.MaxSharedLength && shared.Count < ChildMessageWriter.MaxSharedTexts)
            shared.Add(text);
        return text;
    }

    public void Dispose() => reader.Dispose();
}
