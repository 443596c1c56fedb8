namespace NgoDashboard.Tests.TestKit.Databases;

/// <summary>Flips one bit of a database file, like a failing disk. <c>bench -- faults</c> has a fuller version (SqliteFile).</summary>
static class BitFlip
{
    // Page types of a B-tree: interior and leaf pages of indexes and tables (sqlite.org/fileformat2.html, 1.6).
    static readonly byte[] TreePages = [2, 5, 10, 13];

    /// <summary>
    /// A copy with one flipped bit in a B-tree page, at a random place in its header or its cells, not in the unused space between them.
    /// </summary>
    public static (byte[] File, string Place) FlipOneBit(byte[] file, Random random)
    {
        var pageBytes = file[16] << 8 | file[17];
        pageBytes = pageBytes == 1 ? 65_536 : pageBytes;
        int page;
        do
            page = random.Next(file.Length / pageBytes);
        while (!TreePages.Contains(file[page * pageBytes + (page == 0 ? 100 : 0)]));

        var head = page == 0 ? 100 : 0;
        var start = page * pageBytes + head;
        var headEnd = head + (file[start] is 2 or 5 ? 12 : 8) + 2 * (file[start + 3] << 8 | file[start + 4]);
        var contentStart = file[start + 5] << 8 | file[start + 6];
        var used = headEnd - head + pageBytes - contentStart;
        var (place, bit) = (random.Next(used), random.Next(8));
        var offset = place < headEnd - head ? head + place : contentStart + place - (headEnd - head);
        byte[] flipped = [.. file];
        flipped[page * pageBytes + offset] ^= (byte)(1 << bit);
        return (flipped, $"page {page + 1}, byte {offset}, bit {bit}");
    }
}
