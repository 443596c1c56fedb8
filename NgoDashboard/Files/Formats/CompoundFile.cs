using System.Buffers.Binary;
using System.Text;

namespace NgoDashboard.Files.Formats;

/// <summary>
/// A compound file ([MS-CFB]), the container of Office documents before 2007 and of encrypted ones: the streams in its root folder. A
/// document that is embedded in another stands in a folder below, so it does not count. Nothing in a damaged one is trusted: a chain of
/// sectors ends where it leaves the file or has more sectors than the file.
/// </summary>
sealed class CompoundFile
{
    const int HeaderBytes = 512, EntryBytes = 128, TableSectorsInHeader = 109;

    /// <summary>Numbers of sectors and entries from here on are marks: end of a chain, free sector, no entry.</summary>
    const uint FirstMark = 0xFFFFFFFA;

    /// <summary>Streams below that size are stored in sectors of 64 bytes.</summary>
    const int SmallStreamBytes = 4_096, SmallSectorBytes = 64;

    /// <summary>A workbook with a hundred embedded objects has about a thousand.</summary>
    const int MaxEntries = 20_000;

    static readonly byte[] Signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    readonly byte[] file;
    readonly int sectorBytes;
    readonly List<uint> tableSectors = [];
    readonly byte[] directory = [];
    readonly Dictionary<string, int> rootEntries = new(StringComparer.OrdinalIgnoreCase);

    public CompoundFile(byte[] file)
    {
        this.file = file;
        if (file.Length < HeaderBytes || !IsCompound(file))
            return;
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(30));
        // The format has two sizes of sectors, 512 and 4,096 bytes.
        if (shift is not (9 or 12))
            return;
        sectorBytes = 1 << shift;
        ReadTableSectors();
        directory = ReadChain(ReadNumber(file, 48), MaxEntries * EntryBytes);
        ReadRootEntries();
    }

    /// <summary>The names in the root folder; none if the directory is damaged.</summary>
    public IReadOnlyCollection<string> RootNames => rootEntries.Keys;

    public static bool IsCompound(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Null if there is no such stream in the root folder.</summary>
    public byte[]? ReadStream(string name)
    {
        if (!rootEntries.TryGetValue(name, out var entry))
            return null;
        var (start, size) = (ReadNumber(directory, entry + 116), (int)Math.Min(ReadNumber(directory, entry + 120), (uint)file.Length));
        return size < SmallStreamBytes ? ReadSmallChain(start, size) : ReadChain(start, size);
    }

    /// <summary>The first sectors of the allocation table are listed in the header, the others in sectors of their own.</summary>
    void ReadTableSectors()
    {
        for (var i = 0; i < TableSectorsInHeader; i++)
            tableSectors.Add(ReadNumber(file, 76 + (i * sizeof(uint))));
        var (list, perSector) = (ReadNumber(file, 68), sectorBytes / sizeof(uint));
        for (var i = 0; i < file.Length / sectorBytes && FindSector(list) is { } place; i++)
        {
            for (var j = 0; j < perSector - 1; j++)
                tableSectors.Add(ReadNumber(file, place + (j * sizeof(uint))));
            list = ReadNumber(file, place + ((perSector - 1) * sizeof(uint)));
        }
    }

    /// <summary>The entries of a folder are a binary tree; a damaged one may go round in circles.</summary>
    void ReadRootEntries()
    {
        if (directory.Length < EntryBytes)
            return;
        var (open, seen) = (new Stack<uint>([ReadNumber(directory, 76)]), new HashSet<uint>());
        while (open.TryPop(out var index))
        {
            if (index >= directory.Length / EntryBytes || !seen.Add(index))
                continue;
            var entry = (int)index * EntryBytes;
            var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(directory.AsSpan(entry + 64)) - 2, 0, 62);
            if (length > 0)
                rootEntries.TryAdd(Encoding.Unicode.GetString(directory, entry, length), entry);
            open.Push(ReadNumber(directory, entry + 68));
            open.Push(ReadNumber(directory, entry + 72));
        }
    }

    byte[] ReadChain(uint sector, int most)
    {
        using var read = new MemoryStream();
        for (var i = 0; i <= file.Length / sectorBytes && read.Length < most && FindSector(sector) is { } place; i++)
        {
            read.Write(file, place, (int)Math.Min(sectorBytes, most - read.Length));
            sector = FindNextSector(sector);
        }

        return read.ToArray();
    }

    byte[] ReadSmallChain(uint sector, int size)
    {
        var small = ReadChain(ReadNumber(directory, 116), file.Length);
        var table = ReadChain(ReadNumber(file, 60), file.Length);
        var read = new byte[size];
        for (var done = 0; done < size; done += SmallSectorBytes)
        {
            var length = Math.Min(SmallSectorBytes, size - done);
            if (sector >= FirstMark || (sector * (long)SmallSectorBytes) + length > small.Length
                || (sector + 1L) * sizeof(uint) > table.Length)
                return read[..done];
            small.AsSpan((int)sector * SmallSectorBytes, length).CopyTo(read.AsSpan(done));
            sector = ReadNumber(table, (int)sector * sizeof(uint));
        }

        return read;
    }

    uint FindNextSector(uint sector)
    {
        var perSector = (uint)(sectorBytes / sizeof(uint));
        return sector / perSector < tableSectors.Count && FindSector(tableSectors[(int)(sector / perSector)]) is { } place
            ? ReadNumber(file, place + (int)(sector % perSector * sizeof(uint))) : FirstMark;
    }

    /// <summary>Where a sector begins; null if it is a mark or not in the file. The last one may be cut off.</summary>
    int? FindSector(uint sector)
    {
        var start = (sector + 1L) * sectorBytes;
        return sector < FirstMark && start + sectorBytes <= file.Length ? (int)start : null;
    }

    static uint ReadNumber(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
