using System.Buffers.Binary;
using System.Text;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>Reads the MessagePack formats that circuits use, one value after another.</summary>
ref struct BlazorPackReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> rest = bytes;

    /// <summary>The number of elements of the array or map that begins here.</summary>
    public int ReadCollectionLength()
    {
        var form = ReadByte();
        return form switch
        {
            >= 0x80 and <= 0x9f => form & 0x0f,
            0xdc or 0xde => BinaryPrimitives.ReadUInt16BigEndian(ReadSlice(2)),
            0xdd or 0xdf => BinaryPrimitives.ReadInt32BigEndian(ReadSlice(4)),
            _ => throw CreateFormatException(form),
        };
    }

    public long ReadInt64()
    {
        var form = ReadByte();
        return form switch
        {
            <= 0x7f => form,
            >= 0xe0 => (sbyte)form,
            0xcc => ReadByte(),
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(ReadSlice(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(ReadSlice(4)),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(ReadSlice(8)),
            0xd0 => (sbyte)ReadByte(),
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(ReadSlice(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(ReadSlice(4)),
            _ => throw CreateFormatException(form),
        };
    }

    /// <summary>The UTF-8 of a string, or a binary; empty for nil.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var form = ReadByte();
        return form switch
        {
            >= 0xa0 and <= 0xbf => ReadSlice(form & 0x1f),
            0xc0 => [],
            0xc4 or 0xd9 => ReadSlice(ReadByte()),
            0xc5 or 0xda => ReadSlice(BinaryPrimitives.ReadUInt16BigEndian(ReadSlice(2))),
            0xc6 or 0xdb => ReadSlice(BinaryPrimitives.ReadInt32BigEndian(ReadSlice(4))),
            _ => throw CreateFormatException(form),
        };
    }

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>Skips the headers of a message.</summary>
    public void SkipHeaders()
    {
        for (var left = 2 * ReadCollectionLength(); left > 0; left--)
            ReadBytes();
    }

    byte ReadByte() => ReadSlice(1)[0];

    ReadOnlySpan<byte> ReadSlice(int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    static FormatException CreateFormatException(int form) => new($"MessagePack's form 0x{form:x2} was not expected here.");
}
