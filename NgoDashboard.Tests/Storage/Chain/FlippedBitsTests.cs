using Dapper;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Chain;

/// <summary>After one bit of the database was flipped, the program starts only if every row still reads as before.</summary>
[Trait("Tier", "Long")]
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
        List<string> undetected = [];
        var refused = 0;
        for (var i = 0; i < Flips; i++)
        {
            var (flipped, place) = BitFlip.FlipOneBit(file, random);
            var path = folder.GetFilePath($"flipped-{i}.db");
            File.WriteAllBytes(path, flipped);
            if (TryStart(path) is not { } read)
                refused++;
            else if (!read.SequenceEqual(written))
                undetected.Add($"{place}: {read.Except(written).FirstOrDefault()}");
            File.Delete(path);
        }

        Assert.Empty(undetected);
        Assert.InRange(refused, Flips / 4, Flips);
    }

    [Fact]
    public void Start_WithEveryTableFilled_HasRowsInEachOfThem()
    {
        using var database = new Database(folder.GetFilePath("full.db"));
        PopulatedDatabase.Write(database);
        using var connection = database.OpenConnection();

        Assert.All(PopulatedDatabase.GetTableNames(connection), table => Assert.NotEqual(0, connection.ExecuteScalar<long>($"SELECT count(*) FROM \"{table}\"")));
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
        using (var database = new Database(folder.GetFilePath("full.db")))
        using (var connection = database.OpenConnection())
        {
            // The bit is flipped in the table's page and not in an index; with so few rows the table has one page.
            var page = connection.ExecuteScalar<int>("SELECT rootpage FROM sqlite_schema WHERE name = @table", new { table }) - 1;
            var at = file.AsSpan(page * PageBytes, PageBytes).IndexOf(System.Text.Encoding.UTF8.GetBytes(text));
            Assert.True(at > 0);
            file[page * PageBytes + at + 1] ^= 4;
        }

        var path = folder.GetFilePath("flipped.db");
        File.WriteAllBytes(path, file);

        using var damaged = new Database(path);
        var thrown = Assert.Throws<DamagedDatabaseException>(() => new JournalStore(damaged).ThrowIfDamaged());
        Assert.Equal(table, thrown.Report.Damage!.Table);
        Assert.NotNull(thrown.Report.Damage.Row);
    }

    [Fact]
    public void Schema_WithoutARuleThatItWasMadeWith_IsRefused()
    {
        using var database = new Database(folder.GetFilePath("full.db"));
        PopulatedDatabase.Write(database);
        using (var connection = database.OpenConnection())
            connection.Execute("DROP TRIGGER journal_is_never_deleted");

        Assert.Equal("sqlite_schema", Assert.Throws<DamagedDatabaseException>(() => new JournalStore(database).ThrowIfDamaged()).Report.Damage!.Table);
    }

    [Theory]
    [InlineData("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'agenda_item'")]
    [InlineData("UPDATE sqlite_sequence SET name = 'agendaXitem' WHERE name = 'agenda_item'")]
    [InlineData("DELETE FROM sqlite_sequence WHERE name = 'agenda_item'")]
    [InlineData("UPDATE sqlite_sequence SET seq = 'a' WHERE name = 'agenda_item'")]
    [InlineData("INSERT INTO sqlite_sequence VALUES ('agenda_item', 1000)")]
    public void Counts_OfIdsThatWereGivenOut_AreRefusedWhereTheyAreBehindOrOfNoTable(string sql)
    {
        using var database = new Database(folder.GetFilePath("full.db"));
        PopulatedDatabase.Write(database);
        using (var connection = database.OpenConnection())
            connection.Execute(sql);

        Assert.Equal("sqlite_sequence", Assert.Throws<DamagedDatabaseException>(() => new JournalStore(database).ThrowIfDamaged()).Report.Damage!.Table);
    }

    (byte[] File, string[] Written) WriteDatabase()
    {
        var path = folder.GetFilePath("full.db");
        string[] written;
        using (var database = new Database(path))
        {
            PopulatedDatabase.Write(database);
            new JournalStore(database).ThrowIfDamaged();
            written = PopulatedDatabase.DumpAllRows(database);
        }

        return (File.ReadAllBytes(path), written);
    }

    /// <summary>Opens and checks the database as the program does at its start; null if it is refused.</summary>
    static string[]? TryStart(string path)
    {
        try
        {
            using var database = new Database(path);
            new JournalStore(database).ThrowIfDamaged();
            return PopulatedDatabase.DumpAllRows(database);
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
