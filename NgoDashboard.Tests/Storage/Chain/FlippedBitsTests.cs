using Dapper;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Storage.Chain;

/// <summary>A database of which one bit was turned: it starts only where every row is what it was.</summary>
public sealed class FlippedBitsTests : IDisposable
{
    const int Flips = 60, PageBytes = 4096;

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Start_WithAFlippedBit_RefusesWhatReadsDifferently()
    {
        var (file, written) = WriteDatabase();
        var random = new Random(20_240_412);
        List<string> unseen = [];
        var refused = 0;
        for (var i = 0; i < Flips; i++)
        {
            var (flipped, place) = FlippedBytes.Flip(file, random);
            var path = folder.File($"flipped-{i}.db");
            File.WriteAllBytes(path, flipped);
            if (Start(path) is not { } read)
                refused++;
            else if (!read.SequenceEqual(written))
                unseen.Add($"{place}: {read.Except(written).FirstOrDefault()}");
            File.Delete(path);
        }

        Assert.Empty(unseen);
        Assert.InRange(refused, Flips / 4, Flips);
    }

    [Fact]
    public void Start_WithEveryTableFilled_HasRowsInEachOfThem()
    {
        using var database = new Database(folder.File("full.db"));
        FullDatabase.Write(database);
        using var connection = database.Open();

        Assert.All(FullDatabase.FindTables(connection), table => Assert.NotEqual(0, connection.ExecuteScalar<long>($"SELECT count(*) FROM \"{table}\"")));
    }

    [Theory]
    [InlineData("access_key", "Hội trường")]
    [InlineData("agenda_item", "mở đầu")]
    [InlineData("draft_edit", "Tỉnh báo lại")]
    [InlineData("amendment", "sót")]
    [InlineData("meta", "shown")]
    [InlineData("report_file", "bao-cao.xlsx")]
    public void Row_OfAnotherTable_IsNamedWithItsTable(string table, string text)
    {
        var (file, _) = WriteDatabase();
        using (var database = new Database(folder.File("full.db")))
        using (var connection = database.Open())
        {
            // In the table's own page, not in an index of it: so few rows have one page.
            var page = connection.ExecuteScalar<int>("SELECT rootpage FROM sqlite_schema WHERE name = @table", new { table }) - 1;
            var at = file.AsSpan(page * PageBytes, PageBytes).IndexOf(System.Text.Encoding.UTF8.GetBytes(text));
            Assert.True(at > 0);
            file[page * PageBytes + at + 1] ^= 4;
        }

        var path = folder.File("flipped.db");
        File.WriteAllBytes(path, file);

        using var damaged = new Database(path);
        var thrown = Assert.Throws<DamagedDatabaseException>(() => new Journal(damaged).RefuseDamage());
        Assert.Equal(table, thrown.Report.Damage!.Table);
        Assert.NotNull(thrown.Report.Damage.Row);
    }

    [Fact]
    public void Schema_WithoutARuleThatItWasMadeWith_IsRefused()
    {
        using var database = new Database(folder.File("full.db"));
        FullDatabase.Write(database);
        using (var connection = database.Open())
            connection.Execute("DROP TRIGGER journal_is_never_deleted");

        Assert.Equal("sqlite_schema", Assert.Throws<DamagedDatabaseException>(() => new Journal(database).RefuseDamage()).Report.Damage!.Table);
    }

    [Theory]
    [InlineData("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'agenda_item'")]
    [InlineData("UPDATE sqlite_sequence SET name = 'agendaXitem' WHERE name = 'agenda_item'")]
    [InlineData("DELETE FROM sqlite_sequence WHERE name = 'agenda_item'")]
    [InlineData("UPDATE sqlite_sequence SET seq = 'a' WHERE name = 'agenda_item'")]
    [InlineData("INSERT INTO sqlite_sequence VALUES ('agenda_item', 1000)")]
    public void Counts_OfIdsThatWereGivenOut_AreRefusedWhereTheyAreBehindOrOfNoTable(string sql)
    {
        using var database = new Database(folder.File("full.db"));
        FullDatabase.Write(database);
        using (var connection = database.Open())
            connection.Execute(sql);

        Assert.Equal("sqlite_sequence", Assert.Throws<DamagedDatabaseException>(() => new Journal(database).RefuseDamage()).Report.Damage!.Table);
    }

    (byte[] File, string[] Written) WriteDatabase()
    {
        var path = folder.File("full.db");
        string[] written;
        using (var database = new Database(path))
        {
            FullDatabase.Write(database);
            new Journal(database).RefuseDamage();
            written = FullDatabase.Read(database);
        }

        return (File.ReadAllBytes(path), written);
    }

    /// <summary>As the program starts; null where it refuses with a sentence.</summary>
    static string[]? Start(string path)
    {
        try
        {
            using var database = new Database(path);
            new Journal(database).RefuseDamage();
            return FullDatabase.Read(database);
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
