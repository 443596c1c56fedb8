using System.Buffers.Binary;
using System.Text;

namespace NgoDashboard.Bench.Clients;

/// <summary>Reads the few of MessagePack's forms that circuits use, one after another.</summary>
ref struct Pack(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> rest = bytes;

    /// <summary>How many members the array or map has that begins here.</summary>
    public int Members()
    {
        var form = Byte();
        return form switch
        {
            >= 0x80 and <= 0x9f => form & 0x0f,
            0xdc or 0xde => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdd or 0xdf => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => throw Unread(form),
        };
    }

    public long Number()
    {
        var form = Byte();
        return form switch
        {
            <= 0x7f => form,
            >= 0xe0 => (sbyte)form,
            0xcc => Byte(),
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xd0 => (sbyte)Byte(),
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => throw Unread(form),
        };
    }

    /// <summary>A text's UTF-8 or plain bytes; nothing where nil is.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var form = Byte();
        return form switch
        {
            >= 0xa0 and <= 0xbf => Take(form & 0x1f),
            0xc0 => [],
            0xc4 or 0xd9 => Take(Byte()),
            0xc5 or 0xda => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xc6 or 0xdb => Take(BinaryPrimitives.ReadInt32BigEndian(Take(4))),
            _ => throw Unread(form),
        };
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>What the hub says before what it says: the headers of a message.</summary>
    public void SkipHeaders()
    {
        for (var left = 2 * Members(); left > 0; left--)
            Bytes();
    }

    byte Byte() => Take(1)[0];

    ReadOnlySpan<byte> Take(int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    static FormatException Unread(int form) => new($"MessagePack's form 0x{form:x2} was not expected here.");
}
