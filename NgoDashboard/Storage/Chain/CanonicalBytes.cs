using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// The bytes that hashes of the journal are made over: lines of a label and a value, the value with its length in bytes before it, so that
/// no text can be read as two and an absent value is none that is empty. Every value is text in UTF-8, whatever type a column has.
/// </summary>
sealed class CanonicalBytes
{
    readonly ArrayBufferWriter<byte> buffer = new(initialCapacity: 4096);

    public void WriteText(string label, string? value)
    {
        if (value is null)
        {
            WriteAbsent(label);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        WriteHead(label, length);
        Encoding.UTF8.GetBytes(value, buffer.GetSpan(length));
        buffer.Advance(length);
        WriteByte('\n');
    }

    public void WriteNumber(string label, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var length);
        WriteHead(label, length);
        buffer.Write(digits[..length]);
        WriteByte('\n');
    }

    /// <summary>In small hexadecimal digits.</summary>
    public void WriteDigest(string label, byte[]? digest) => WriteText(label, digest is null ? null : Convert.ToHexStringLower(digest));

    public void WriteAbsent(string label)
    {
        WriteAscii(label);
        WriteByte('-');
        WriteByte('\n');
    }

    /// <summary>Where a row ends.</summary>
    public void EndRow() => WriteByte('\n');

    public byte[] ComputeDigest() => SHA256.HashData(buffer.WrittenSpan);

    public void Clear() => buffer.ResetWrittenCount();

    public override string ToString() => Encoding.UTF8.GetString(buffer.WrittenSpan);

    void WriteHead(string label, int length)
    {
        WriteAscii(label);
        WriteByte(':');
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(length, digits, out var written);
        buffer.Write(digits[..written]);
        WriteByte('=');
    }

    void WriteAscii(string text)
    {
        Encoding.ASCII.GetBytes(text, buffer.GetSpan(text.Length));
        buffer.Advance(text.Length);
    }

    void WriteByte(char ascii)
    {
        buffer.GetSpan(1)[0] = (byte)ascii;
        buffer.Advance(1);
    }
}
