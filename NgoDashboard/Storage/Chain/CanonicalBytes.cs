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

    public void WriteText(string label, string? value) => WriteText(Encoding.ASCII.GetBytes(label), value is null ? default : Encoding.UTF8.GetBytes(value), value is null);

    public void WriteNumber(string label, long value) => WriteNumber(Encoding.ASCII.GetBytes(label), value);

    /// <summary>In small hexadecimal digits.</summary>
    public void WriteDigest(string label, byte[]? digest) => WriteText(label, digest is null ? null : Convert.ToHexStringLower(digest));

    /// <param name="value">In UTF-8.</param>
    /// <param name="isAbsent">There is no value, which is not the same as an empty one.</param>
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

    /// <summary>Where a row ends.</summary>
    public void EndRow() => buffer.Write("\n"u8);

    public byte[] ComputeDigest() => SHA256.HashData(buffer.WrittenSpan);

    public void Clear() => buffer.ResetWrittenCount();

    public override string ToString() => Encoding.UTF8.GetString(buffer.WrittenSpan);
}
