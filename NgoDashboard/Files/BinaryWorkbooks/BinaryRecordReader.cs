using System.Buffers.Binary;
using System.Text;
using NgoDashboard.Files.Text;

namespace NgoDashboard.Files.BinaryWorkbooks;

/// <summary>Reads the records of a binary part ([MS-XLSB] 2.1.4): a type, a length, a body.</summary>
sealed class BinaryRecordReader(Stream stream, ReadingBudget reading) : IDisposable
{
    /// <summary>A text of a cell has at most 32,767 characters, with as many changes of its font.</summary>
    const int MaxBodyBytes = 1024 * 1024;

    const uint NoText = 0xFFFFFFFF;

    readonly BufferedStream input = new(stream, 64 * 1024);
    byte[] body = new byte[1024];
    int length;

    public int Type { get; private set; }

    /// <returns>False at the end of the part.</returns>
    /// <exception cref="InvalidDataException">The part is cut off, or a record is longer than any can be.</exception>
    public bool Read()
    {
        reading.CountStep(1);
        var first = input.ReadByte();
        if (first < 0)
            return false;
        Type = first < 0x80 ? first : (first & 0x7F) | (ReadRequired() << 7);
        length = ReadLength();
        if (length > MaxBodyBytes)
            throw new InvalidDataException("The record is too long.");
        if (length > body.Length)
            body = new byte[Math.Max(length, body.Length * 2)];
        input.ReadExactly(body, 0, length);
        return true;
    }

    public byte ReadByte(int at) => Slice(at, 1)[0];

    public ushort ReadUInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, sizeof(ushort)));

    public uint ReadUInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, sizeof(uint)));

    /// <summary>A row or column index.</summary>
    public int ReadIndex(int at) => (int)Math.Min(ReadUInt32(at), int.MaxValue - 1);

    public double ReadDouble(int at) => BinaryPrimitives.ReadDoubleLittleEndian(Slice(at, sizeof(double)));

    /// <summary>A number that is packed into 30 bits: an integer or the upper part of a double, either divided by 100 or not.</summary>
    public double ReadPackedNumber(int at)
    {
        var packed = ReadUInt32(at);
        var number = (packed & 2) != 0 ? (int)packed >> 2 : BitConverter.Int64BitsToDouble((long)(packed & ~3u) << 32);
        return (packed & 1) != 0 ? number / 100 : number;
    }

    /// <param name="end">The position behind the text.</param>
    public string ReadText(int at, out int end)
    {
        var characters = ReadUInt32(at);
        end = at + sizeof(uint);
        if (characters == NoText)
            return "";
        if (characters > length / sizeof(char))
            throw new InvalidDataException("The text is longer than its record.");
        var bytes = Slice(end, (int)characters * sizeof(char));
        end += bytes.Length;
        return Encoding.Unicode.GetString(bytes);
    }

    public int Length => length;

    public void Dispose() => input.Dispose();

    ReadOnlySpan<byte> Slice(int at, int count) =>
        at + count <= length ? body.AsSpan(at, count) : throw new InvalidDataException("The record is too short.");

    int ReadLength()
    {
        var total = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var part = ReadRequired();
            total |= (part & 0x7F) << shift;
            if (part < 0x80)
                break;
        }

        return total;
    }

    int ReadRequired() => input.ReadByte() is >= 0 and var value ? value : throw new EndOfStreamException();
}
