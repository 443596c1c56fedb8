using System.Text;

namespace NgoDashboard.Tests.TestKit.Formats;

/// <summary>A compound file of streams in its root folder, in sectors of 512 bytes; small streams are padded to be stored like large ones.</summary>
static class CompoundFileBuilder
{
    const int SectorBytes = 512, MinStreamBytes = 4_096, NumbersPerSector = SectorBytes / sizeof(uint);

    const uint EndOfChain = 0xFFFFFFFE, Free = 0xFFFFFFFF, Table = 0xFFFFFFFD;

    public static byte[] Create(params (string Name, byte[] Content)[] streams)
    {
        byte[][] padded = [.. streams.Select(stream => Pad(stream.Content))];
        var directorySectors = ((streams.Length + 1) * 128 + SectorBytes - 1) / SectorBytes;
        var dataSectors = padded.Sum(content => content.Length / SectorBytes);
        var tableSectors = 1;
        while (tableSectors * NumbersPerSector < tableSectors + directorySectors + dataSectors)
            tableSectors++;
        var table = new List<uint>(Enumerable.Repeat(Table, tableSectors));
        AddChain(table, directorySectors);
        var starts = new List<uint>();
        foreach (var content in padded)
        {
            starts.Add((uint)table.Count);
            AddChain(table, content.Length / SectorBytes);
        }

        while (table.Count < tableSectors * NumbersPerSector)
            table.Add(Free);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.Unicode, leaveOpen: true))
        {
            WriteHeader(writer, tableSectors);
            table.ForEach(writer.Write);
            WriteDirectory(writer, streams, padded, starts, directorySectors);
            foreach (var content in padded)
                writer.Write(content);
        }

        return memory.ToArray();
    }

    static byte[] Pad(byte[] content)
    {
        var length = Math.Max(MinStreamBytes, (content.Length + SectorBytes - 1) / SectorBytes * SectorBytes);
        return [.. content, .. new byte[length - content.Length]];
    }

    static void AddChain(List<uint> table, int sectors)
    {
        for (var i = 1; i < sectors; i++)
            table.Add((uint)table.Count + 1);
        table.Add(EndOfChain);
    }

    static void WriteHeader(BinaryWriter writer, int tableSectors)
    {
        writer.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[16]]);
        foreach (ushort number in (ushort[])[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0])
            writer.Write(number);
        foreach (var number in (uint[])[0, (uint)tableSectors, (uint)tableSectors, 0, MinStreamBytes, EndOfChain, 0, EndOfChain, 0])
            writer.Write(number);
        for (var i = 0u; i < 109; i++)
            writer.Write(i < tableSectors ? i : Free);
    }

    static void WriteDirectory(BinaryWriter writer, (string Name, byte[] Content)[] streams, byte[][] padded, List<uint> starts, int sectors)
    {
        WriteEntry(writer, "Root Entry", 5, child: streams.Length > 0 ? 1 : Free, next: Free, EndOfChain, 0);
        for (var i = 0; i < streams.Length; i++)
            WriteEntry(writer, streams[i].Name, 2, child: Free, next: i + 1 < streams.Length ? (uint)i + 2 : Free, starts[i], (uint)padded[i].Length);
        writer.Write(new byte[(sectors * SectorBytes) - ((streams.Length + 1) * 128)]);
    }

    static void WriteEntry(BinaryWriter writer, string name, byte type, uint child, uint next, uint start, uint size)
    {
        var text = Encoding.Unicode.GetBytes(name + "\0");
        writer.Write([.. text, .. new byte[64 - text.Length]]);
        writer.Write((ushort)text.Length);
        writer.Write([type, 1]);
        writer.Write(Free);
        writer.Write(next);
        writer.Write(child);
        writer.Write(new byte[36]);
        writer.Write(start);
        writer.Write((ulong)size);
    }
}
