using System.Diagnostics;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Live.Commands;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Storage.Backup;

/// <summary>Backups and restores of real databases.</summary>
[Trait("Tier", "Long")]
public sealed class BackupTests : IDisposable
{
    static readonly DateTimeOffset BackupTime = new(2026, 12, 18, 7, 31, 0, TimeSpan.Zero);

    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string BackupPath => folder.GetFilePath("saved.backup");

    string RestoredPath => folder.GetFilePath("restored.db");

    public void Dispose()
    {
        briefing.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Backup_WhileEditsAreTaken_HoldsTheJournalAtOneVersion()
    {
        using var stop = new CancellationTokenSource();
        var edits = Task.Run(
            async () =>
            {
                for (var value = 101m; !stop.IsCancellationRequested; value++)
                    Assert.IsType<Committed>(await briefing.Take(Restate(National(), Usd(value))));
            },
            Cancellation);

        var versions = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            var before = versions.LastOrDefault(1);
            await Wait.Until(() => Task.FromResult(briefing.State.Version > before), () => Task.FromResult($"no edit after {before}"));
            versions.Add(BackupWriter.WriteBackup(briefing.Database.Path, folder.GetFilePath($"{i}.backup"), overwrites: false, BackupTime).Version);
        }

        await stop.CancelAsync();
        await edits;

        for (var i = 0; i < versions.Count; i++)
        {
            DatabaseRestorer.RestoreDatabase(folder.GetFilePath($"{i}.backup"), folder.GetFilePath($"{i}.db"), BackupTime);
            using var database = new Database(folder.GetFilePath($"{i}.db"));
            var (restored, original) = (new JournalStore(database).LoadState(), briefing.Journal.LoadState(versions[i]));
            Assert.Equal(versions[i], restored.Version);
            Assert.Equal(StateDump.Dump(original.Snapshot), StateDump.Dump(restored.Snapshot));
            foreach (var table in (string[])["journal", "journal_change", "statement", "stage", "meeting", "journal_warning", "correction_end"])
                Assert.Equal(DumpRows(briefing.Database, table, versions[i]), DumpRows(database, table, long.MaxValue));
        }

        Assert.Equal(versions.Distinct(), versions);
    }

    [Fact]
    public async Task Write_WhileABackupRuns_NeverFindsTheDatabaseLocked()
    {
        // 20 MB, so that the backup takes long enough for many writes.
        using (var connection = briefing.Database.OpenConnection())
            connection.Execute(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                INSERT INTO meta (name, value) SELECT 'ballast-' || i, hex(randomblob(2000)) FROM n
                """);
        using var writer = new SqliteConnection($"Data Source={briefing.Database.Path};Pooling=False");
        writer.Open();
        writer.Execute("PRAGMA synchronous = FULL");
        var alone = Enumerable.Range(0, 100).Max(_ => TimeWrite(writer));
        var (writes, longest) = (0, TimeSpan.Zero);

        var backup = Task.Run(() => BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime), Cancellation);
        while (!backup.IsCompleted)
        {
            longest = TimeWrite(writer) is var took && took > longest ? took : longest;
            writes++;
        }

        var written = await backup;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{written.SizeBytes / 1e6:0.0} MB; {writes} writes meanwhile, the longest {longest.TotalMilliseconds:0.0} ms, of 100 before {alone.TotalMilliseconds:0.0} ms; by the probe {written.MaxDiskLatency?.TotalMilliseconds:0.0} ms");
        Assert.True(writes > 10, $"only {writes} writes");
        Assert.NotNull(written.MaxDiskLatency);
    }

    [Fact]
    public void Backup_Restored_HasAttachmentsReportsAndWhatIsNotInTheJournal()
    {
        var attachment = briefing.Attachments.SaveAttachment("thư của tỉnh"u8.ToArray());
        var hash = new string('a', 64);
        new ReportFolder(briefing.Database).SaveReport(hash, "báo cáo"u8.ToArray());
        new SettingStore(briefing.Database).SaveSetting("roll-told", "false");

        var written = BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);
        var restored = DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime);

        Assert.Equal((2, 2, 0), (written.FileCount, restored.FileCount, written.MissingFileCount));
        using var database = new Database(RestoredPath);
        Assert.Equal("false", new SettingStore(database).FindSetting("roll-told"));
        Assert.Equal("báo cáo"u8.ToArray(), new ReportFolder(database).TryReadReport(hash));
        using var opened = new AttachmentFolder(database).OpenAttachment(attachment)!;
        Assert.Equal("thư của tỉnh", new StreamReader(opened).ReadToEnd());
        using var connection = database.OpenConnection();
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'backup%'"));
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public void Backup_OfADatabaseWhoseReportIsLost_SaysSo()
    {
        using (var connection = briefing.Database.OpenConnection())
            connection.Execute("INSERT INTO report_file VALUES ('b', 'b.xlsx', 1, 'x', 'x', '2024-04-12')");

        Assert.Equal(1, BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime).MissingFileCount);
    }

    [Fact]
    public void Backup_OfWhatWasDeleted_DoesNotHoldIt()
    {
        const string name = "Nguyen Van Mot Hai Ba";
        using (var connection = briefing.Database.OpenConnection())
            connection.Execute("PRAGMA secure_delete = OFF; INSERT INTO meta VALUES ('person', @name); DELETE FROM meta WHERE name = 'person'; PRAGMA wal_checkpoint", new { name });

        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);

        Assert.Contains(name, ReadLatin1(briefing.Database.Path), StringComparison.Ordinal);
        Assert.DoesNotContain(name, ReadLatin1(BackupPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_OfADatabaseInWhichARowChangedOnTheDisk_IsRefused()
    {
        using (var connection = briefing.Database.OpenConnection())
            connection.Execute("INSERT INTO meta VALUES ('noted', 'Mot Hai Ba'); PRAGMA wal_checkpoint(TRUNCATE)");
        var path = briefing.Database.Path;
        var at = ReadLatin1(path).IndexOf("Mot Hai Ba", StringComparison.Ordinal);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = at;
            file.WriteByte((byte)'N');
        }

        Assert.Equal(BackupFault.DatabaseDamaged, FaultOf(() => BackupWriter.WriteBackup(path, BackupPath, overwrites: false, BackupTime)));
        Assert.False(System.IO.File.Exists(BackupPath) || System.IO.File.Exists(BackupPath + ".part"));
    }

    [Fact]
    public void Backup_AsItLies_IsADatabaseThatSqliteReads()
    {
        briefing.Attachments.SaveAttachment(new byte[100_000]);
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);

        using var connection = new SqliteConnection($"Data Source={BackupPath};Mode=ReadOnly;Pooling=False");
        connection.Open();

        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        Assert.Equal(1, connection.ExecuteScalar<long>("SELECT max(version) FROM journal"));
    }

    [Fact]
    public void Backup_Written_IsForThisAccountAlone()
    {
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);
        DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime);

        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode[] modes = [System.IO.File.GetUnixFileMode(BackupPath), System.IO.File.GetUnixFileMode(RestoredPath)];
            Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
        }

        Assert.Equal(["restored.db", "restored.db.lock", "saved.backup"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Backup_OverAFileThatIsThere_IsRefusedUntilItIsTold()
    {
        System.IO.File.WriteAllText(BackupPath, "notes");

        Assert.Equal(BackupFault.TargetExists, FaultOf(() => BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime)));
        Assert.Equal("notes", System.IO.File.ReadAllText(BackupPath));

        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: true, BackupTime);
        Assert.Equal(1, BackupReader.ReadContents(BackupPath).Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData(".lock")]
    [InlineData(".attachments/a.backup")]
    public void Backup_IntoTheDatabaseItself_IsRefused(string suffix)
    {
        var before = briefing.Journal.LoadState().Version;

        Assert.Equal(
            BackupFault.TargetIsDatabase, FaultOf(() => BackupWriter.WriteBackup(briefing.Database.Path, briefing.Database.Path + suffix, overwrites: true, BackupTime)));

        Assert.Equal(before, briefing.Journal.LoadState().Version);
    }

    [Theory]
    [InlineData("nowhere.db", "", BackupFault.NoDatabase)]
    [InlineData("text.db", "a text and no database, long enough to be one", BackupFault.NotReadable)]
    [InlineData("empty.db", "", BackupFault.NoDatabase, true)]
    public void Backup_OfWhatIsNoBriefing_IsRefused(string name, string content, BackupFault fault, bool isThere = false)
    {
        if (content.Length > 0 || isThere)
            System.IO.File.WriteAllText(folder.GetFilePath(name), content);

        Assert.Equal(fault, FaultOf(() => BackupWriter.WriteBackup(folder.GetFilePath(name), BackupPath, overwrites: false, BackupTime)));

        Assert.False(System.IO.File.Exists(BackupPath) || System.IO.File.Exists(BackupPath + ".part"));
    }

    [Fact]
    public void Backup_WhereTheFolderIsNotThere_SaysThatItCouldNotBeWritten() => Assert.Equal(
        BackupFault.NotWritten, FaultOf(() => BackupWriter.WriteBackup(briefing.Database.Path, folder.GetFilePath("no/such/x.backup"), overwrites: false, BackupTime)));

    [Fact]
    public void Restore_OfABackupWithOneBitChanged_IsRefusedWhereverItIs()
    {
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);
        var whole = System.IO.File.ReadAllBytes(BackupPath);
        var random = new Random(14);
        int[] places = [0, 18, 24, 60, 92, .. Enumerable.Range(0, 60).Select(_ => random.Next(whole.Length)), .. Enumerable.Range(whole.Length - 64, 64)];

        foreach (var place in places)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << random.Next(8));
            System.IO.File.WriteAllBytes(BackupPath, damaged);
            Assert.Contains(FaultOf(() => DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime)), (BackupFault[])[BackupFault.Damaged, BackupFault.Incomplete]);
        }

        Assert.False(System.IO.File.Exists(RestoredPath));
        System.IO.File.WriteAllBytes(BackupPath, whole);
        Assert.Equal(1, DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime).Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(5000)]
    [InlineData(int.MaxValue)]
    public void Restore_OfABackupThatIsCutOff_IsRefused(int missing)
    {
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);
        using (var file = new FileStream(BackupPath, FileMode.Open))
            file.SetLength(Math.Max(0, file.Length - missing));

        Assert.Equal(BackupFault.Incomplete, FaultOf(() => DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime)));
    }

    [Fact]
    public void Restore_OfNothing_SaysThatItCannotBeRead() =>
        Assert.Equal(BackupFault.NotReadable, FaultOf(() => DatabaseRestorer.RestoreDatabase(folder.GetFilePath("nowhere.backup"), RestoredPath, BackupTime)));

    [Fact]
    public void Restore_OfABackupOfANewerProgram_IsRefused()
    {
        using (var connection = briefing.Database.OpenConnection())
            connection.Execute("PRAGMA user_version = 999");
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);

        Assert.Equal(BackupFault.TooNew, FaultOf(() => DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData("-journal")]
    public void Restore_WhereADatabaseOrWhatIsLeftOfOneIs_IsRefusedAndNamesIt(string suffix)
    {
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);
        System.IO.File.WriteAllText(RestoredPath + suffix, "another");

        var refused = Assert.Throws<BackupException>(() => DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime));

        Assert.Equal((BackupFault.DatabaseExists, RestoredPath + suffix), (refused.Fault, refused.Path));
        Assert.Equal("another", System.IO.File.ReadAllText(RestoredPath + suffix));
    }

    [Fact]
    public void Restore_WhileAServerHoldsTheDatabase_IsRefused()
    {
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);

        Assert.Throws<DatabaseInUseException>(() => DatabaseRestorer.RestoreDatabase(BackupPath, briefing.Database.Path, BackupTime));
    }

    [Fact]
    public void Restore_BesideFoldersOfALostDatabase_KeepsThemUnderAnotherName()
    {
        var attachment = briefing.Attachments.SaveAttachment("trong bản sao lưu"u8.ToArray());
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);
        Directory.CreateDirectory(RestoredPath + ".attachments");
        System.IO.File.WriteAllText(RestoredPath + ".attachments/late", "sau bản sao lưu");

        var restored = DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime);

        var aside = Assert.Single(restored.MovedAsidePaths);
        Assert.Equal("sau bản sao lưu", System.IO.File.ReadAllText(Path.Combine(aside, "late")));
        Assert.Equal([attachment], Directory.GetFiles(RestoredPath + ".attachments").Select(Path.GetFileName));
    }

    [Fact]
    public void Restore_BesideAnEmptyFolder_LeavesNoFolderOfThatName()
    {
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);
        Directory.CreateDirectory(RestoredPath + ".attachments");

        var restored = DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime);

        Assert.Empty(restored.MovedAsidePaths);
        Assert.False(Directory.Exists(RestoredPath + ".attachments"));
    }

    [Fact]
    public void Backup_OfASchemaThatHasNoReportsYet_IsWritten()
    {
        var older = folder.GetFilePath("older.db");
        OldSchemaDatabase.Create(older, schema: 3);

        var written = BackupWriter.WriteBackup(older, BackupPath, overwrites: false, BackupTime);

        Assert.Equal((0, 0), (written.FileCount, written.MissingFileCount));
    }

    [Fact]
    public void Restore_OfTheSameBackupTwice_IsAnotherGenerationOfTheSameJournalEachTime()
    {
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);

        DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime.AddDays(1));
        DatabaseRestorer.RestoreDatabase(BackupPath, folder.GetFilePath("again.db"), BackupTime.AddDays(1).AddSeconds(1));

        using var first = new Database(RestoredPath);
        using var second = new Database(folder.GetFilePath("again.db"));
        Assert.Equal([briefing.Database.Identity.Id, briefing.Database.Identity.Id], [first.Identity.Id, second.Identity.Id]);
        Assert.Equal(3, new HashSet<long> { briefing.Database.Identity.Generation, first.Identity.Generation, second.Identity.Generation }.Count);
        Assert.True(first.Identity.Generation > briefing.Database.Identity.Generation);
        // The generation also rises if the clock is wrong.
        Assert.Equal(first.Identity.Generation + 1, JournalIdentity.NextGeneration(first.Identity.Generation, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Restore_OfADatabaseOfBeforeThereWereIdentities_GetsOne()
    {
        using (var connection = briefing.Database.OpenConnection())
            connection.Execute("DELETE FROM meta WHERE name LIKE 'journal-%'");
        BackupWriter.WriteBackup(briefing.Database.Path, BackupPath, overwrites: false, BackupTime);

        DatabaseRestorer.RestoreDatabase(BackupPath, RestoredPath, BackupTime);

        using var database = new Database(RestoredPath);
        Assert.Equal((22, true), (database.Identity.Id.Length, database.Identity.Generation > 1));
    }

    /// <summary>Calls SQLite directly, which reports a locked database at once; the provider would retry silently.</summary>
    static TimeSpan TimeWrite(SqliteConnection writer)
    {
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(0, SQLitePCL.raw.sqlite3_exec(writer.Handle, "BEGIN IMMEDIATE; INSERT OR REPLACE INTO meta VALUES ('written', random()); COMMIT"));
        return Stopwatch.GetElapsedTime(began);
    }

    static BackupFault FaultOf(Action act) => Assert.Throws<BackupException>(act).Fault;

    static string ReadLatin1(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    static List<string> DumpRows(Database database, string table, long until)
    {
        using var connection = database.OpenConnection();
        return
        [
            .. connection.Query($"SELECT * FROM {table} WHERE version <= @until", new { until })
                .Select(row => string.Join('|', ((IDictionary<string, object?>)row).Select(column => $"{column.Key}={column.Value}"))),
        ];
    }
}
