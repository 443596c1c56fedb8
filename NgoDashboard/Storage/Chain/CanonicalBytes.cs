using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// The canonical bytes that the journal's hashes are computed over. Each line has a label and a value with its length in bytes before it,
/// so that different values never give the same bytes; an absent value differs from an empty one. Every value is UTF-8 text, whatever the
/// type of its column. The format is described in docs/journal.md and must not change.
/// </summary>
sealed class CanonicalBytes
{
    readonly ArrayBufferWriter<byte> buffer = new(initialCapacity: 4096);

    public void WriteText(string label, string? value) =>
        WriteText(Encoding.ASCII.GetBytes(label), value is null ? default : Encoding.UTF8.GetBytes(value), value is null);

    public void WriteNumber(string label, long value) => WriteNumber(Encoding.ASCII.GetBytes(label), value);

    /// <summary>Writes the digest in lower-case hexadecimal.</summary>
    public void WriteDigest(string label, byte[]? digest) => WriteText(label, digest is null ? null : Convert.ToHexStringLower(digest));

    /// <param name="value">In UTF-8.</param>
    /// <param name="isAbsent">The value is NULL, which differs from an empty text.</param>
    public void WriteText(ReadOnlySpan<byte> label, ReadOnlySpan<byte> value, bool isAbsent = false)
    {
        buffer.Write(label);
        if (isAbsent)
        {
            buffer.Write("-\n"u8);
            return;
        }

        Span<byte> length = stackalloc byte[13];
        length[0] = (byte)':';
        Utf8Formatter.TryFormat(value.Length, length[1..], out var digits);
        length[digits + 1] = (byte)'=';
        buffer.Write(length[..(digits + 2)]);
        buffer.Write(value);
        buffer.Write("\n"u8);
    }

    public void WriteNumber(ReadOnlySpan<byte> label, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var length);
        WriteText(label, digits[..length]);
    }

    /// <summary>Ends a row with an empty line.</summary>
    public void EndRow() => buffer.Write("\n"u8);

    public byte[] ComputeDigest() => SHA256.HashData(buffer.WrittenSpan);

    public void Clear() => buffer.ResetWrittenCount();

    public override string ToString() => Encoding.UTF8.GetString(buffer.WrittenSpan);
}
