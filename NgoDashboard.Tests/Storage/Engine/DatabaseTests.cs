using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Engine;

public sealed class DatabaseTests : IDisposable
{
    readonly TempFolder folder = new();

    string Path => folder.GetFilePath("briefing.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_AnyConnection_WritesAheadSyncsFullyAndChecksReferences()
    {
        using var database = new Database(Path);
        using var first = database.OpenConnection();
        using var second = database.OpenConnection();

        foreach (var connection in (SqliteConnection[])[first, second])
        {
            Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
            Assert.Equal(2, connection.ExecuteScalar<int>("PRAGMA synchronous"));
            Assert.Equal(1, connection.ExecuteScalar<int>("PRAGMA foreign_keys"));
        }
    }

    [Fact]
    public async Task Dispose_WhileAReaderIsAtWork_WaitsForItAndTheNextServerStarts()
    {
        var database = new Database(Path);
        var reader = database.OpenConnection();
        var transaction = reader.BeginTransaction(deferred: true);
        reader.ExecuteScalar<long>("SELECT count(*) FROM journal", transaction: transaction);

        var closing = Task.Run(database.Dispose, TestContext.Current.CancellationToken);
        while (Record.Exception(() => database.OpenConnection().Dispose()) is not ObjectDisposedException)
            await Task.Yield();
        Assert.False(closing.IsCompleted);
        transaction.Dispose();
        reader.Dispose();
        await closing;

        using var next = new Database(Path);
        next.OpenConnection().Dispose();
    }

    [Fact]
    public void Schema_EveryTable_IsStrict()
    {
        using var database = new Database(Path);
        using var connection = database.OpenConnection();

        var tables = connection.Query<(string Name, long Strict)>("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'").ToArray();

        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.Equal(1, table.Strict));
        Assert.Throws<SqliteException>(() => connection.Execute("INSERT INTO journal (version, at, who, kind) VALUES ('one', 'at', 'who', 'load')"));
    }

    [Fact]
    public void Database_HeldByAnother_IsRefusedUntilThatOneStops()
    {
        using (new Database(Path))
            Assert.Contains("another server", Assert.Throws<DatabaseInUseException>(() => new Database(Path)).Message, StringComparison.Ordinal);

        using var again = new Database(Path);
    }

    [Fact]
    public void Database_OfANewerProgram_IsRefusedAndLeftAlone()
    {
        using (var database = new Database(Path))
        using (var connection = database.OpenConnection())
            connection.Execute("PRAGMA user_version = 999");

        var thrown = Assert.Throws<StorageException>(() => new Database(Path));

        Assert.Contains("newer version", thrown.Message, StringComparison.Ordinal);
        // The lock was released, so the newer program can start at once.
        using var held = new FileStream(Path + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var reading = new SqliteConnection($"Data Source={Path};Pooling=False");
        reading.Open();
        Assert.Equal(999, reading.ExecuteScalar<int>("PRAGMA user_version"));
    }

    [Fact]
    public void Database_OfAnEarlierProgram_IsRefusedWithASentenceAndLeftAlone()
    {
        using (var old = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            old.Open();
            old.Execute("CREATE TABLE journal (version INTEGER PRIMARY KEY); PRAGMA user_version = 1");
        }

        var thrown = Assert.Throws<StorageException>(() => new Database(Path));

        Assert.Contains("earlier version", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Storage__Path", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_OfTheSchemaBefore_IsBroughtUpAndKeepsItsScreens()
    {
        using (var old = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            old.Open();
            using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream("NgoDashboard.Storage.schema.2.sql")!);
            old.Execute(script.ReadToEnd());
            old.Execute(
                """
                PRAGMA user_version = 2;
                INSERT INTO access_key (id, role, province, label, hash, issued_at) VALUES
                    ('a', 'screen', '34:31', 'Hội trường', x'01', '2026-01-01'), ('b', 'screen', '34:31', 'Hội trường', x'02', '2026-01-01'),
                    ('c', 'screen', NULL, 'Văn phòng', x'03', '2026-01-01'), ('d', 'desk', NULL, 'Bàn', x'04', '2026-01-01');
                """);
        }

        using var database = new Database(Path);

        Assert.Equal(
            [(1, "ministry", null, "Văn phòng"), (2, "province", "34:31", "Hội trường")],
            new PointStore(database).LoadPoints().Select(point => ((int)point.Id, point.Kind, point.Province, point.Name)));
        Assert.Equal(
            [("a", 2L), ("b", 2L), ("c", 1L), ("d", null)],
            new KeyStore(database).LoadKeys().Select(key => (key.Id, key.Point)));
    }

    [Fact]
    public void Database_OfSchema5_KeepsTheNamesThatWereTaught()
    {
        using (var old = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            old.Open();
            for (var version = 2; version <= 5; version++)
            {
                using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream($"NgoDashboard.Storage.schema.{version}.sql")!);
                old.Execute(script.ReadToEnd());
            }

            old.Execute("INSERT INTO report_alias (kind, name, target, written, who, at) VALUES ('province', 'lang xon', '63:20', 'Lạng Xơn', 'Bà Hạnh', '2026-01-01'); PRAGMA user_version = 5");
        }

        using var database = new Database(Path);

        var name = Assert.Single(new ReportStore(database).LoadAliases());
        Assert.Equal(("province", "lang xon", "63:20", "Lạng Xơn", "Bà Hạnh"), (name.Kind, name.Name, name.Target, name.OriginalText, name.Actor));
    }

    [Fact]
    public void Database_OfSchema6_CountsItsDeskKeysAsOnePerson()
    {
        OldSchemaDatabase.Create(Path, 6);
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            connection.Execute(
                """
                INSERT INTO access_key (id, role, province, label, hash, issued_at) VALUES
                    ('d1', 'desk', NULL, 'Bàn 1', x'01', '2024-04-12T00:00:00Z'), ('d2', 'desk', NULL, 'Bàn 2', x'02', '2024-04-12T00:00:00Z'),
                    ('s1', 'screen', NULL, 'Màn hình', x'03', '2024-04-12T00:00:00Z')
                """);
        }

        using var database = new Database(Path);
        var keys = new KeyStore(database).LoadKeys();
        Assert.Equal([("d1", "before"), ("d2", "before"), ("s1", null)], keys.Select(key => (key.Id, key.IssuedBy)));
        database.Keys.SetKeys(keys);
        Assert.False(database.Keys.HasTwoPersons);
    }

    [Fact]
    public void Database_OfSchema6_KeepsItsJournal()
    {
        var today = folder.GetFilePath("today.db");
        string[] written;
        using (var before = new Database(today))
        {
            PopulatedJournal.WriteEveryEntryKind(before, isOfNewestSchema: false);
            written = PopulatedJournal.DumpAsLines(before);
        }

        OldSchemaDatabase.CopyToSchema6(today, Path);

        using var database = new Database(Path);
        // The upgrade makes new salts, so everything but the hashes is equal.
        Assert.Equal(written.Select(WithoutHashes), PopulatedJournal.DumpAsLines(database).Select(WithoutHashes));
        static string WithoutHashes(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\"(Hash|ChainedAt)\":(\"[^\"]*\"|null)", "");
        using var connection = database.OpenConnection();
        Assert.Equal(1, connection.ExecuteScalar<int>("PRAGMA foreign_keys"));
        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => connection.Execute("UPDATE journal SET who = 'x'")).Message, StringComparison.Ordinal);
        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => connection.Execute("UPDATE statement SET value = 1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_OfSchema9_KeepsItsJournalAndItsHashes()
    {
        var today = folder.GetFilePath("today.db");
        using (var before = new Database(today))
            PopulatedJournal.WriteEveryEntryKind(before, isOfNewestSchema: false);
        OldSchemaDatabase.CopyToSchema9(today, Path);
        string[] written;
        using (var old = new SqliteConnection($"Data Source={Path};Mode=ReadOnly;Pooling=False"))
        {
            old.Open();
            written = ReadHashes(old);
        }

        using var database = new Database(Path);
        using var connection = database.OpenConnection();
        Assert.Equal(written, ReadHashes(connection));
        var journal = new JournalStore(database);
        journal.ThrowIfDamaged();
        Assert.Equal(PopulatedJournal.LastVersion, journal.LoadState().Version);
        Assert.Empty(connection.Query("PRAGMA foreign_key_check"));
        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => connection.Execute("UPDATE journal SET who = 'x'")).Message, StringComparison.Ordinal);
        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => connection.Execute("UPDATE statement SET value = 1")).Message, StringComparison.Ordinal);

        journal.AppendEntry(
            new(PopulatedJournal.LastVersion + 1, DateTimeOffset.UnixEpoch, "Bàn điều hành", "k1", EntryKind.Reference)
            {
                ReferenceChanges = new([new(2024, null, new(2024, 24_164, new("Ngân hàng Nhà nước"), true))], [], []),
            },
            []);
        journal.ThrowIfDamaged();
        Assert.Equal([(1, 8), (2, 1)], connection.Query<(int, int)>("SELECT form, count(*) FROM journal_hash GROUP BY form ORDER BY form"));
        Assert.Equal((null, 24_164m), (journal.LoadState(PopulatedJournal.LastVersion).Snapshot.Reference.VndPerUsd(2024), journal.LoadState().Snapshot.Reference.VndPerUsd(2024)));
        static string[] ReadHashes(SqliteConnection connection) =>
            [.. connection.Query<(long, string, byte[])>("SELECT form, manifest, hash FROM journal_hash ORDER BY version").Select(row => $"{row.Item1} {row.Item2} {Convert.ToHexString(row.Item3)}")];
    }

    [Fact]
    public void Upgrade_OfSchema9_WithRowsThatNoEntryHas_IsDamaged()
    {
        var today = folder.GetFilePath("today.db");
        using (var before = new Database(today))
            PopulatedJournal.WriteEveryEntryKind(before, isOfNewestSchema: false);
        OldSchemaDatabase.CopyToSchema9(today, Path);
        using var database = new Database(Path);
        using (var connection = database.OpenConnection())
            connection.Execute("DROP TRIGGER journal_rate_is_never_replaced; INSERT INTO journal_rate VALUES (3, 2024, 1, 'x', NULL, NULL, NULL, 1)");

        Assert.Equal(new ChainFault(3, ChainFault.OrphanedRows), database.ReadInTransaction(ChainVerifier.VerifyChain).Fault);
    }

    [Fact]
    public void Upgrade_OfAnOlderSchema_KeepsACopyOfTheOldDatabase()
    {
        CreateOldDatabase(schema: 5, "INSERT INTO meta (name, value) VALUES ('a', 'b')");
        var before = File.ReadAllBytes(Path);

        using var database = new Database(Path);

        var copy = Assert.Single(Directory.GetFiles(folder.Path, "briefing.db.schema-5-*.bak"));
        Assert.Equal(copy, database.SchemaBackupPath);
        using var old = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
        old.Open();
        Assert.Equal((5, "b"), (old.ExecuteScalar<int>("PRAGMA user_version"), old.ExecuteScalar<string>("SELECT value FROM meta WHERE name = 'a'")));
        Assert.NotEmpty(before);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
    }

    [Fact]
    public void Upgrade_ThatFails_LeavesTheOldDatabaseAsItWas()
    {
        // A table whose name the next schema's script needs, so that the script fails.
        CreateOldDatabase(schema: 5, "CREATE TABLE report_alias_of_more (a TEXT) STRICT; INSERT INTO meta (name, value) VALUES ('a', 'b')");

        Assert.Throws<StorageException>(() => new Database(Path));

        using var old = new SqliteConnection($"Data Source={Path};Mode=ReadOnly;Pooling=False");
        old.Open();
        Assert.Equal((5, "b"), (old.ExecuteScalar<int>("PRAGMA user_version"), old.ExecuteScalar<string>("SELECT value FROM meta WHERE name = 'a'")));
        Assert.Single(Directory.GetFiles(folder.Path, "briefing.db.schema-5-*.bak"));
    }

    [Fact]
    public void Files_OfTheDatabase_AreForThisAccountAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllBytes(Path, []);
        File.SetUnixFileMode(Path, (UnixFileMode)Convert.ToInt32("644", 8));

        using var database = new Database(Path);
        using var connection = database.OpenConnection();
        connection.Execute("INSERT INTO meta (name, value) VALUES ('a', 'b')");

        Assert.Equal([Path], database.FilesMadePrivate.Take(1));
        foreach (var ending in (string[])["", "-wal", "-shm", ".lock"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path + ending));
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Database_WhoseLockFileWasRemoved_IsHeldStill()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the file cannot be removed, or is all there is.");
        using var database = new Database(Path);
        File.Delete(Path + ".lock");

        // In the same process the lock file would be enough, so another process tries.
        var second = await ServerProcess.RunUntilExit(Path);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("another server", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        // The lock does not block readers, and readers do not block the lock.
        using (var reader = new SqliteConnection($"Data Source={Path};Mode=ReadOnly;Pooling=False"))
        {
            reader.Open();
            Assert.Equal(0, reader.ExecuteScalar<long>("SELECT count(*) FROM journal"));
        }

        File.Delete(Path + ".lock");
        Assert.True(database.Maintain(DatabaseMaintenance.CheckpointAfterIdle));
        Assert.False(database.Maintain(DatabaseMaintenance.CheckpointAfterIdle));
        Assert.True(File.Exists(Path + ".lock"));
        Assert.Throws<DatabaseInUseException>(() => new Database(Path));
    }

    [Fact]
    public void Database_OpenedAgain_KeepsWhatItHolds()
    {
        using (var database = new Database(Path))
        using (var connection = database.OpenConnection())
            connection.Execute("INSERT INTO meta (name, value) VALUES ('a', 'b')");

        using var again = new Database(Path);
        using var second = again.OpenConnection();
        Assert.Equal("b", second.ExecuteScalar<string>("SELECT value FROM meta WHERE name = 'a'"));
    }

    void CreateOldDatabase(int schema, string sql)
    {
        using var old = new SqliteConnection($"Data Source={Path};Pooling=False");
        old.Open();
        for (var version = 2; version <= schema; version++)
        {
            using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream($"NgoDashboard.Storage.schema.{version}.sql")!);
            old.Execute(script.ReadToEnd());
        }

        old.Execute($"{sql}; PRAGMA user_version = {schema}");
    }

    [Fact]
    public void Database_InAFolderThatIsNotThere_MakesIt()
    {
        using var database = new Database(folder.GetFilePath("deep/er/briefing.db"));

        Assert.True(File.Exists(database.Path));
    }
}
