using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Storage.Engine;

/// <summary>A database that was deleted, truncated or replaced is never treated as an empty one.</summary>
[Trait("Tier", "Long")]
public sealed class LostDatabaseTests : IDisposable
{
    readonly TempFolder folder = new();
    Database? running;

    string Path => folder.GetFilePath("briefing.db");

    string WalPath => Path + "-wal";

    public void Dispose()
    {
        running?.Dispose();
        folder.Dispose();
    }

    public static TheoryData<string, StorageProblem> Losses => new()
    {
        { "database deleted", StorageProblem.Deleted },
        { "log deleted", StorageProblem.Deleted },
        { "both deleted", StorageProblem.Deleted },
        { "database renamed", StorageProblem.Deleted },
        { "database cut", StorageProblem.Replaced },
        { "log cut", StorageProblem.Replaced },
        { "database replaced", StorageProblem.Replaced },
        { "log replaced", StorageProblem.Replaced },
        { "database overwritten by an empty one", StorageProblem.Replaced },
        { "database overwritten by another journal", StorageProblem.Replaced },
        { "log overwritten", StorageProblem.Replaced },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Write_AfterALoss_IsRefusedAndTold(string loss, StorageProblem told)
    {
        var (database, journal) = Start();
        SaveSetting(database, "before");
        Assert.Null(database.FindProblem());

        SimulateLoss(loss);

        var refused = Assert.Throws<StorageException>(() => SaveSetting(database, "after"));
        Assert.Equal(told, refused.Problem);
        Assert.Equal(told, database.FindProblem()?.Problem);
        Assert.Throws<StorageException>(() => SaveSetting(database, "again"));
        _ = journal;
    }

    [Theory]
    [InlineData("database deleted")]
    [InlineData("both deleted")]
    [InlineData("database cut")]
    [InlineData("database replaced")]
    [InlineData("database overwritten by another journal")]
    public void Start_AfterALoss_IsRefusedWithTheWayBackAndChangesNothing(string loss)
    {
        Start();
        SimulateLoss(loss);
        running!.Dispose();
        running = null;
        var before = ListContent();

        var refused = Assert.Throws<StorageException>(() => new Database(Path));

        Assert.Contains("--begin-anew", refused.Explanation, StringComparison.Ordinal);
        Assert.Contains("-- restore", refused.Explanation, StringComparison.Ordinal);
        Assert.Equal(before, ListContent());
    }

    [Fact]
    public void Start_ToldToBeginAnew_MovesAsideWhatIsLeft()
    {
        Start();
        running!.Dispose();
        running = null;
        Directory.CreateDirectory(folder.GetFilePath("briefing.db.attachments"));
        File.WriteAllText(folder.GetFilePath("briefing.db.attachments/a"), "sent");
        File.Delete(Path);

        using var database = new Database(Path, new(BeginsAnew: true));

        Assert.True(new JournalStore(database).IsEmpty);
        Assert.Equal("sent", File.ReadAllText(System.IO.Path.Combine(database.MovedAsideTo!, "briefing.db.attachments", "a")));
        Assert.True(File.Exists(System.IO.Path.Combine(database.MovedAsideTo!, "briefing.db.identity")));
    }

    [Fact]
    public void Start_ToldToBeginAnewOverAJournalThatIsWhole_GoesOnWithIt()
    {
        Start();
        running!.Dispose();
        running = null;

        using var database = new Database(Path, new(BeginsAnew: true));

        Assert.False(new JournalStore(database).IsEmpty);
        Assert.Null(database.MovedAsideTo);
    }

    [Fact]
    public void Start_AfterOneThatDiedBeforeItLoaded_GoesOn()
    {
        // The lock file, the tables and the empty folders exist, but there never was a journal.
        using (var first = new Database(Path))
        {
            _ = new AttachmentFolder(first);
            _ = new ReportFolder(first);
        }

        using var second = new Database(Path);
        Assert.True(new JournalStore(second).IsEmpty);
        second.Dispose();
        // The first start ended even before the tables were created.
        File.WriteAllBytes(Path, []);
        using var third = new Database(Path);
        Assert.True(new JournalStore(third).IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4152)]
    public void Start_OfALogWithoutItsDatabase_LeavesTheLog(int length)
    {
        File.WriteAllBytes(WalPath, new byte[length]);

        Assert.Equal(StorageProblem.LostJournal, Assert.Throws<StorageException>(() => new Database(Path)).Problem);

        Assert.Equal(length, new FileInfo(WalPath).Length);
    }

    [Fact]
    public void Start_OnAnOlderCopy_KnowsTheVersionThatIsLost()
    {
        var (database, _) = Start();
        database.Dispose();
        File.Copy(Path, Path + ".old");
        (database, _) = Start();
        AppendHold(database, 2);
        database.Dispose();
        File.Delete(Path);
        File.Move(Path + ".old", Path);

        using var older = new Database(Path);

        Assert.Equal(2, older.LostVersion);
        // The generation rises, so that screens that have seen version 2 accept version 1.
        var generation = long.Parse(new SettingStore(older).FindSetting("journal-generation")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(generation > 1);
        older.Dispose();
        using var again = new Database(Path);
        Assert.Null(again.LostVersion);
        Assert.Equal($"{generation}", new SettingStore(again).FindSetting("journal-generation"));
    }

    [Fact]
    public void Start_OfAnotherJournalThatIsMeant_GoesOn()
    {
        Start();
        running!.Dispose();
        running = null;
        using (var other = new Database(folder.GetFilePath("other/briefing.db")))
            AppendInitialData(other);
        File.Copy(folder.GetFilePath("other/briefing.db"), Path, overwrite: true);
        Assert.Equal(StorageProblem.OtherJournal, Assert.Throws<StorageException>(() => new Database(Path)).Problem);

        File.Delete(Path + ".identity");

        using var database = new Database(Path);
        Assert.False(new JournalStore(database).IsEmpty);
    }

    [Fact]
    public void Write_AfterAnotherProgramKeptTheRules_IsStored()
    {
        var (database, _) = Start();
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            other.Execute("INSERT INTO meta (name, value) VALUES ('other', 'program'); PRAGMA wal_checkpoint(PASSIVE)");
        }

        SaveSetting(database, "after");

        Assert.Equal(("after", "program"), (new SettingStore(database).FindSetting("a"), new SettingStore(database).FindSetting("other")));
    }

    [Fact]
    public void Write_OnceTheFileIsPutBack_IsStored()
    {
        var (database, _) = Start();
        File.Move(Path, Path + ".elsewhere");
        Assert.Throws<StorageException>(() => SaveSetting(database, "away"));
        File.Move(Path + ".elsewhere", Path);

        SaveSetting(database, "back");

        Assert.Equal("back", new SettingStore(database).FindSetting("a"));
        Assert.Null(database.FindProblem());
    }

    [Fact]
    public void Log_AfterLoadingAndWhenIdle_IsFoldedIntoTheOneFile()
    {
        var time = new TestClock();
        running = new(Path, new() { Time = time });
        AppendInitialData(running);
        Assert.Equal(0, new FileInfo(WalPath).Length);
        SaveSetting(running, "later");
        Assert.NotEqual(0, new FileInfo(WalPath).Length);

        running.Maintain(DatabaseMaintenance.CheckpointAfterIdle);
        Assert.NotEqual(0, new FileInfo(WalPath).Length);
        time.Advance(DatabaseMaintenance.CheckpointAfterIdle);
        running.Maintain(DatabaseMaintenance.CheckpointAfterIdle);

        Assert.Equal(0, new FileInfo(WalPath).Length);
        // A copy of the database file alone is complete.
        File.Copy(Path, folder.GetFilePath("copy.db"));
        using var copy = new SqliteConnection($"Data Source={folder.GetFilePath("copy.db")};Mode=ReadOnly;Pooling=False");
        copy.Open();
        Assert.Equal("later", copy.ExecuteScalar<string>("SELECT value FROM meta WHERE name = 'a'"));
    }

    [Fact]
    public void Log_OfManyWrites_IsFoldedBeforeItIsLong()
    {
        var (database, _) = Start();
        for (var i = 0; i < 24; i++)
            SaveSetting(database, new string('x', 500_000));

        Assert.InRange(new FileInfo(WalPath).Length, 0, 8 * 1024 * 1024);
        Assert.Null(database.FindProblem());
    }

    (Database Database, JournalStore Journal) Start()
    {
        running = new(Path);
        var journal = new JournalStore(running);
        if (journal.IsEmpty)
            AppendInitialData(running);
        return (running, journal);
    }

    static void AppendInitialData(Database database) => BriefingStart.LoadOrCreate(new(database), () => (SampleData.CountryReference, SampleData.CreateFigures([])), isRehearsal: false, TimeProvider.System);

    static void AppendHold(Database database, long version) => new JournalStore(database).AppendEntry(new(version, DateTimeOffset.UtcNow, "Bàn", null, EntryKind.Hold), []);

    static void SaveSetting(Database database, string value) => new SettingStore(database).SaveSetting("a", value);

    void SimulateLoss(string loss)
    {
        switch (loss)
        {
            case "database deleted":
                File.Delete(Path);
                break;
            case "log deleted":
                File.Delete(WalPath);
                break;
            case "both deleted":
                File.Delete(Path);
                File.Delete(WalPath);
                break;
            case "database renamed":
                File.Move(Path, Path + ".away");
                break;
            case "database cut":
                Truncate(Path);
                break;
            case "log cut":
                Truncate(WalPath);
                break;
            case "database replaced":
                File.WriteAllBytes(Path + ".new", []);
                File.Move(Path + ".new", Path, overwrite: true);
                break;
            case "log replaced":
                File.Copy(WalPath, WalPath + ".new");
                File.Move(WalPath + ".new", WalPath, overwrite: true);
                break;
            case "database overwritten by an empty one":
                using (var other = new Database(folder.GetFilePath("empty/briefing.db")))
                    _ = other.Path;
                Overwrite(folder.GetFilePath("empty/briefing.db"));
                break;
            case "database overwritten by another journal":
                using (var other = new Database(folder.GetFilePath("other/briefing.db")))
                    AppendInitialData(other);
                Overwrite(folder.GetFilePath("other/briefing.db"));
                break;
            default:
                OverwriteWithGarbage(WalPath);
                break;
        }
    }

    /// <summary>Overwrites the content of the same file, as cp does.</summary>
    void Overwrite(string source)
    {
        running!.Checkpoint();
        var content = File.ReadAllBytes(source);
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write(content);
    }

    static void Truncate(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
    }

    static void OverwriteWithGarbage(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Enumerable.Repeat((byte)0xa5, (int)file.Length).ToArray());
    }

    string[] ListContent() =>
    [
        .. Directory.EnumerateFileSystemEntries(folder.Path, "briefing*", SearchOption.AllDirectories).Order()
            .Select(path => $"{path} {(File.Exists(path) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))) : "")}"),
    ];
}
