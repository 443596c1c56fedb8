using System.Buffers.Binary;
using System.Text;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>Reads the few of MessagePack's forms that circuits use, one after another.</summary>
ref struct BlazorPackReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> rest = bytes;

    /// <summary>How many members the array or map has that begins here.</summary>
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

    /// <summary>A text's UTF-8 or plain bytes; nothing where nil is.</summary>
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

    /// <summary>What the hub says before what it says: the headers of a message.</summary>
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
