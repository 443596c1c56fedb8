using System.Diagnostics;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Storage.Backup;

/// <summary>Real databases, saved and restored.</summary>
public sealed class BackupTests : IDisposable
{
    static readonly DateTimeOffset At = new(2026, 12, 18, 7, 31, 0, TimeSpan.Zero);

    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100))]);
    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string File => folder.File("saved.backup");

    string Restored => folder.File("restored.db");

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
                    Assert.IsType<Taken>(await briefing.Take(Say(Nation(), Usd(value))));
            },
            Cancellation);

        var versions = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            var before = versions.LastOrDefault(1);
            await Wait.Until(() => Task.FromResult(briefing.Now.Version > before), () => Task.FromResult($"no edit after {before}"));
            versions.Add(BackupWriter.Write(briefing.Database.Path, folder.File($"{i}.backup"), overwrites: false, At).Version);
        }

        await stop.CancelAsync();
        await edits;

        for (var i = 0; i < versions.Count; i++)
        {
            DatabaseRestore.Write(folder.File($"{i}.backup"), folder.File($"{i}.db"), At);
            using var database = new Database(folder.File($"{i}.db"));
            var (stored, lived) = (new Journal(database).Read(), briefing.Journal.Read(versions[i]));
            Assert.Equal(versions[i], stored.Version);
            Assert.Equal(Telling.Of(lived.Snapshot), Telling.Of(stored.Snapshot));
            foreach (var table in (string[])["journal", "journal_change", "statement", "stage", "meeting", "journal_warning", "correction_end"])
                Assert.Equal(Rows(briefing.Database, table, versions[i]), Rows(database, table, long.MaxValue));
        }

        Assert.Equal(versions.Distinct(), versions);
    }

    [Fact]
    public async Task Write_WhileABackupRuns_NeverFindsTheDatabaseLocked()
    {
        // Large enough that the backup takes a while.
        using (var connection = briefing.Database.Open())
            connection.Execute(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                INSERT INTO meta (name, value) SELECT 'ballast-' || i, hex(randomblob(2000)) FROM n
                """);
        using var writer = new SqliteConnection($"Data Source={briefing.Database.Path};Pooling=False");
        writer.Open();
        writer.Execute("PRAGMA synchronous = FULL");
        var alone = Enumerable.Range(0, 100).Max(_ => Write(writer));
        var (writes, longest) = (0, TimeSpan.Zero);

        var backup = Task.Run(() => BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At), Cancellation);
        while (!backup.IsCompleted)
        {
            longest = Write(writer) is var took && took > longest ? took : longest;
            writes++;
        }

        var written = await backup;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{written.Bytes / 1e6:0.0} MB; {writes} writes meanwhile, the longest {longest.TotalMilliseconds:0.0} ms, of 100 before {alone.TotalMilliseconds:0.0} ms; by the probe {written.LongestDiskWait?.TotalMilliseconds:0.0} ms");
        Assert.True(writes > 10, $"only {writes} writes");
        Assert.NotNull(written.LongestDiskWait);
    }

    [Fact]
    public void Backup_Restored_HasAttachmentsReportsAndWhatIsNotInTheJournal()
    {
        var attachment = briefing.Attachments.Keep("thư của tỉnh"u8.ToArray());
        var hash = new string('a', 64);
        new ReportFolder(briefing.Database).Keep(hash, "báo cáo"u8.ToArray());
        new SettingStore(briefing.Database).Put("roll-told", "false");

        var written = BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);
        var restored = DatabaseRestore.Write(File, Restored, At);

        Assert.Equal((2, 2, 0), (written.Files, restored.Files, written.MissingFiles));
        using var database = new Database(Restored);
        Assert.Equal("false", new SettingStore(database).Find("roll-told"));
        Assert.Equal("báo cáo"u8.ToArray(), new ReportFolder(database).Find(hash));
        using var opened = new AttachmentFolder(database).Open(attachment)!;
        Assert.Equal("thư của tỉnh", new StreamReader(opened).ReadToEnd());
        using var connection = database.Open();
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'backup%'"));
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public void Backup_OfADatabaseWhoseReportIsLost_SaysSo()
    {
        using (var connection = briefing.Database.Open())
            connection.Execute("INSERT INTO report_file VALUES ('b', 'b.xlsx', 1, 'x', 'x', '2024-04-12')");

        Assert.Equal(1, BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At).MissingFiles);
    }

    [Fact]
    public void Backup_OfWhatWasDeleted_DoesNotHoldIt()
    {
        const string name = "Nguyen Van Mot Hai Ba";
        using (var connection = briefing.Database.Open())
            connection.Execute("PRAGMA secure_delete = OFF; INSERT INTO meta VALUES ('person', @name); DELETE FROM meta WHERE name = 'person'; PRAGMA wal_checkpoint", new { name });

        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);

        Assert.Contains(name, Text(briefing.Database.Path), StringComparison.Ordinal);
        Assert.DoesNotContain(name, Text(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_OfADatabaseInWhichARowChangedOnTheDisk_IsRefused()
    {
        using (var connection = briefing.Database.Open())
            connection.Execute("INSERT INTO meta VALUES ('noted', 'Mot Hai Ba'); PRAGMA wal_checkpoint(TRUNCATE)");
        var path = briefing.Database.Path;
        var at = Text(path).IndexOf("Mot Hai Ba", StringComparison.Ordinal);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = at;
            file.WriteByte((byte)'N');
        }

        Assert.Equal(BackupFault.DatabaseDamaged, Refusal(() => BackupWriter.Write(path, File, overwrites: false, At)));
        Assert.False(System.IO.File.Exists(File) || System.IO.File.Exists(File + ".part"));
    }

    [Fact]
    public void Backup_AsItLies_IsADatabaseThatSqliteReads()
    {
        briefing.Attachments.Keep(new byte[100_000]);
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);

        using var connection = new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=False");
        connection.Open();

        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        Assert.Equal(1, connection.ExecuteScalar<long>("SELECT max(version) FROM journal"));
    }

    [Fact]
    public void Backup_Written_IsForThisAccountAlone()
    {
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);
        DatabaseRestore.Write(File, Restored, At);

        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode[] modes = [System.IO.File.GetUnixFileMode(File), System.IO.File.GetUnixFileMode(Restored)];
            Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
        }

        Assert.Equal(["restored.db", "restored.db.lock", "saved.backup"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Backup_OverAFileThatIsThere_IsRefusedUntilItIsTold()
    {
        System.IO.File.WriteAllText(File, "notes");

        Assert.Equal(BackupFault.TargetExists, Refusal(() => BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At)));
        Assert.Equal("notes", System.IO.File.ReadAllText(File));

        BackupWriter.Write(briefing.Database.Path, File, overwrites: true, At);
        Assert.Equal(1, BackupReader.Read(File).Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData(".lock")]
    [InlineData(".attachments/a.backup")]
    public void Backup_IntoTheDatabaseItself_IsRefused(string suffix)
    {
        var before = briefing.Journal.Read().Version;

        Assert.Equal(
            BackupFault.TargetIsDatabase, Refusal(() => BackupWriter.Write(briefing.Database.Path, briefing.Database.Path + suffix, overwrites: true, At)));

        Assert.Equal(before, briefing.Journal.Read().Version);
    }

    [Theory]
    [InlineData("nowhere.db", "", BackupFault.NoDatabase)]
    [InlineData("text.db", "a text and no database, long enough to be one", BackupFault.NotReadable)]
    [InlineData("empty.db", "", BackupFault.NoDatabase, true)]
    public void Backup_OfWhatIsNoBriefing_IsRefused(string name, string content, BackupFault fault, bool isThere = false)
    {
        if (content.Length > 0 || isThere)
            System.IO.File.WriteAllText(folder.File(name), content);

        Assert.Equal(fault, Refusal(() => BackupWriter.Write(folder.File(name), File, overwrites: false, At)));

        Assert.False(System.IO.File.Exists(File) || System.IO.File.Exists(File + ".part"));
    }

    [Fact]
    public void Backup_WhereTheFolderIsNotThere_SaysThatItCouldNotBeWritten() => Assert.Equal(
        BackupFault.NotWritten, Refusal(() => BackupWriter.Write(briefing.Database.Path, folder.File("no/such/x.backup"), overwrites: false, At)));

    [Fact]
    public void Restore_OfABackupWithOneBitChanged_IsRefusedWhereverItIs()
    {
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);
        var whole = System.IO.File.ReadAllBytes(File);
        var random = new Random(14);
        int[] places = [0, 18, 24, 60, 92, .. Enumerable.Range(0, 60).Select(_ => random.Next(whole.Length)), .. Enumerable.Range(whole.Length - 64, 64)];

        foreach (var place in places)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << random.Next(8));
            System.IO.File.WriteAllBytes(File, damaged);
            Assert.Contains(Refusal(() => DatabaseRestore.Write(File, Restored, At)), (BackupFault[])[BackupFault.Damaged, BackupFault.NotWhole]);
        }

        Assert.False(System.IO.File.Exists(Restored));
        System.IO.File.WriteAllBytes(File, whole);
        Assert.Equal(1, DatabaseRestore.Write(File, Restored, At).Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(5000)]
    [InlineData(int.MaxValue)]
    public void Restore_OfABackupThatIsCutOff_IsRefused(int missing)
    {
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);
        using (var file = new FileStream(File, FileMode.Open))
            file.SetLength(Math.Max(0, file.Length - missing));

        Assert.Equal(BackupFault.NotWhole, Refusal(() => DatabaseRestore.Write(File, Restored, At)));
    }

    [Fact]
    public void Restore_OfNothing_SaysThatItCannotBeRead() =>
        Assert.Equal(BackupFault.NotReadable, Refusal(() => DatabaseRestore.Write(folder.File("nowhere.backup"), Restored, At)));

    [Fact]
    public void Restore_OfABackupOfANewerProgram_IsRefused()
    {
        using (var connection = briefing.Database.Open())
            connection.Execute("PRAGMA user_version = 999");
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);

        Assert.Equal(BackupFault.TooNew, Refusal(() => DatabaseRestore.Write(File, Restored, At)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData("-journal")]
    public void Restore_WhereADatabaseOrWhatIsLeftOfOneIs_IsRefusedAndNamesIt(string suffix)
    {
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);
        System.IO.File.WriteAllText(Restored + suffix, "another");

        var refused = Assert.Throws<BackupException>(() => DatabaseRestore.Write(File, Restored, At));

        Assert.Equal((BackupFault.DatabaseExists, Restored + suffix), (refused.Fault, refused.Path));
        Assert.Equal("another", System.IO.File.ReadAllText(Restored + suffix));
    }

    [Fact]
    public void Restore_WhileAServerHoldsTheDatabase_IsRefused()
    {
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);

        Assert.Throws<DatabaseHeldException>(() => DatabaseRestore.Write(File, briefing.Database.Path, At));
    }

    [Fact]
    public void Restore_BesideFoldersOfALostDatabase_KeepsThemUnderAnotherName()
    {
        var attachment = briefing.Attachments.Keep("trong bản sao lưu"u8.ToArray());
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);
        Directory.CreateDirectory(Restored + ".attachments");
        System.IO.File.WriteAllText(Restored + ".attachments/late", "sau bản sao lưu");

        var restored = DatabaseRestore.Write(File, Restored, At);

        var aside = Assert.Single(restored.MovedAside);
        Assert.Equal("sau bản sao lưu", System.IO.File.ReadAllText(Path.Combine(aside, "late")));
        Assert.Equal([attachment], Directory.GetFiles(Restored + ".attachments").Select(Path.GetFileName));
    }

    [Fact]
    public void Restore_BesideAnEmptyFolder_LeavesNoFolderOfThatName()
    {
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);
        Directory.CreateDirectory(Restored + ".attachments");

        var restored = DatabaseRestore.Write(File, Restored, At);

        Assert.Empty(restored.MovedAside);
        Assert.False(Directory.Exists(Restored + ".attachments"));
    }

    [Fact]
    public void Backup_OfASchemaThatHasNoReportsYet_IsWritten()
    {
        var older = folder.File("older.db");
        OlderDatabase.Create(older, schema: 3);

        var written = BackupWriter.Write(older, File, overwrites: false, At);

        Assert.Equal((0, 0), (written.Files, written.MissingFiles));
    }

    [Fact]
    public void Restore_OfTheSameBackupTwice_IsAnotherGenerationOfTheSameJournalEachTime()
    {
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);

        DatabaseRestore.Write(File, Restored, At.AddDays(1));
        DatabaseRestore.Write(File, folder.File("again.db"), At.AddDays(1).AddSeconds(1));

        using var first = new Database(Restored);
        using var second = new Database(folder.File("again.db"));
        Assert.Equal([briefing.Database.Identity.Id, briefing.Database.Identity.Id], [first.Identity.Id, second.Identity.Id]);
        Assert.Equal(3, new HashSet<long> { briefing.Database.Identity.Generation, first.Identity.Generation, second.Identity.Generation }.Count);
        Assert.True(first.Identity.Generation > briefing.Database.Identity.Generation);
        // Also where the clock is wrong.
        Assert.Equal(first.Identity.Generation + 1, JournalIdentity.NextGeneration(first.Identity.Generation, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Restore_OfADatabaseOfBeforeThereWereIdentities_GetsOne()
    {
        using (var connection = briefing.Database.Open())
            connection.Execute("DELETE FROM meta WHERE name LIKE 'journal-%'");
        BackupWriter.Write(briefing.Database.Path, File, overwrites: false, At);

        DatabaseRestore.Write(File, Restored, At);

        using var database = new Database(Restored);
        Assert.Equal((22, true), (database.Identity.Id.Length, database.Identity.Generation > 1));
    }

    /// <summary>Straight to SQLite, which says at once that it is locked; the provider would try again without a word.</summary>
    static TimeSpan Write(SqliteConnection writer)
    {
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(0, SQLitePCL.raw.sqlite3_exec(writer.Handle, "BEGIN IMMEDIATE; INSERT OR REPLACE INTO meta VALUES ('written', random()); COMMIT"));
        return Stopwatch.GetElapsedTime(began);
    }

    static BackupFault Refusal(Action act) => Assert.Throws<BackupException>(act).Fault;

    static string Text(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    static List<string> Rows(Database database, string table, long until)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query($"SELECT * FROM {table} WHERE version <= @until", new { until })
                .Select(row => string.Join('|', ((IDictionary<string, object?>)row).Select(column => $"{column.Key}={column.Value}"))),
        ];
    }
}
