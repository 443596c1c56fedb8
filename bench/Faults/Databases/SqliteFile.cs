using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Bench.Faults.Databases;

/// <param name="Table">The table whose rows or index entries it holds.</param>
/// <param name="Kind">"rows", "index" or "overflow".</param>
/// <param name="ContentStart">Offset in the page at which the cells begin; between the pointers and the cells is unused space.</param>
/// <param name="HeaderEnd">Offset at which the header with the cell pointers ends.</param>
sealed record SqlitePage(int Number, string Table, string Kind, int HeaderEnd, int ContentStart);

/// <summary>
/// Finds the pages of a database file that hold rows (sqlite.org/fileformat2.html, 1.6): leaf pages of tables, leaf and interior pages of
/// indexes, and overflow pages. Pages of the schema and free pages are left out.
/// </summary>
sealed class SqliteFile
{
    const byte IndexInterior = 2, TableInterior = 5, IndexLeaf = 10, TableLeaf = 13;

    readonly byte[] bytes;
    readonly int pageSize, usable;
    readonly List<SqlitePage> pages = [];

    SqliteFile(byte[] bytes)
    {
        this.bytes = bytes;
        pageSize = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(16)) is var size and not 1 ? size : 65536;
        usable = pageSize - bytes[20];
    }

    public int PageSize => pageSize;

    public static (SqliteFile File, IReadOnlyList<SqlitePage> Pages) ReadPages(string path)
    {
        var file = new SqliteFile(File.ReadAllBytes(path));
        using var connection =
            new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0 ORDER BY rootpage";
        using var rows = command.ExecuteReader();
        while (rows.Read())
            file.AddTree(rows.GetInt32(1), rows.GetString(0));
        return (file, file.pages);
    }

    void AddTree(int number, string table)
    {
        // The first page begins with the 100 bytes of the file header.
        var start = (number - 1) * pageSize;
        var header = start + (number == 1 ? 100 : 0);
        var kind = bytes[header];
        var isInterior = kind is IndexInterior or TableInterior;
        var cells = ReadUInt16(header + 3);
        var pointers = header + (isInterior ? 12 : 8);
        if (kind != TableInterior && cells > 0)
            pages.Add(new(number, table, kind == TableLeaf ? "rows" : "index", pointers + (2 * cells) - start,
                ReadUInt16(header + 5) is var from and not 0 ? from : 65536));
        for (var i = 0; i < cells; i++)
        {
            var cell = start + ReadUInt16(pointers + (2 * i));
            if (isInterior)
                AddTree(ReadInt32(cell), table);
            if (kind != TableInterior)
                AddOverflowPages(isInterior ? cell + 4 : cell, kind == TableLeaf, table);
        }

        if (isInterior)
            AddTree(ReadInt32(header + 8), table);
    }

    void AddOverflowPages(int cell, bool isTable, string table)
    {
        var length = ReadVarint(ref cell);
        if (isTable)
            ReadVarint(ref cell);
        var most = isTable ? usable - 35 : ((usable - 12) * 64 / 255) - 23;
        if (length <= most)
            return;
        var least = ((usable - 12) * 32 / 255) - 23;
        var fitting = least + ((length - least) % (usable - 4));
        var local = fitting <= most ? fitting : least;
        var left = length - local;
        for (var next = ReadInt32(cell + (int)local); next != 0 && left > 0; next = ReadInt32((next - 1) * pageSize))
        {
            // The content follows the number of the next page; the last page is not full.
            pages.Add(new(next, table, "overflow", 4 + (int)Math.Min(left, usable - 4), pageSize));
            left -= usable - 4;
        }
    }

    long ReadVarint(ref int at)
    {
        var value = 0L;
        for (var i = 0; i < 8; i++)
        {
            var part = bytes[at++];
            value = (value << 7) | (uint)(part & 0x7f);
            if (part < 0x80)
                return value;
        }

        return (value << 8) | bytes[at++];
    }

    int ReadUInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    int ReadInt32(int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
