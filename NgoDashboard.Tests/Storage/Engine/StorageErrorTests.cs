using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Engine;

/// <summary>Each storage problem is reported with its cause and remedy, in both languages.</summary>
public sealed class StorageErrorTests : IDisposable
{
    readonly TempFolder folder = new();

    string Path => folder.GetFilePath("briefing.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(3, StorageProblem.NoPermission)]
    [InlineData(5, StorageProblem.Busy)]
    [InlineData(6, StorageProblem.Busy)]
    [InlineData(8, StorageProblem.ReadOnly)]
    [InlineData(10, StorageProblem.InputOutput)]
    [InlineData(11, StorageProblem.Damaged)]
    [InlineData(13, StorageProblem.Full)]
    [InlineData(14, StorageProblem.CannotOpen)]
    [InlineData(19, StorageProblem.Conflict)]
    [InlineData(26, StorageProblem.NotADatabase)]
    public void Error_OfTheEngine_HasASentenceInBothLanguages(int code, StorageProblem problem)
    {
        var refused = StorageException.For(new SqliteException("engine's own words", code), Path);

        Assert.Equal(problem, refused.Problem);
        var lines = refused.Explanation.Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.StartsWith(Path + ": ", line, StringComparison.Ordinal));
        // The sentence for officers has no path; the message for the log has SQLite's own text.
        Assert.All(DisplayLanguage.All, language => Assert.DoesNotContain(Path, refused.ToSentence(language), StringComparison.Ordinal));
        Assert.Contains("engine's own words", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OnAFullDisk_IsRefusedAndToldUntilAWriteSucceeds()
    {
        using var database = new Database(Path);
        var settings = new SettingStore(database);
        settings.SaveSetting("a", "before");

        // SQLite's page limit fails with the same error as a full disk.
        var refused = Assert.Throws<StorageException>(() => database.WriteInTransaction((connection, _) =>
        {
            connection.Execute("PRAGMA max_page_count = 1");
            connection.Execute("INSERT INTO meta (name, value) VALUES ('b', @long)", new { @long = new string('x', 1_000_000) });
        }));

        Assert.Equal((StorageProblem.Full, StorageProblem.Full), (refused.Problem, database.FindProblem()!.Problem));
        Assert.Null(settings.FindSetting("b"));
        settings.SaveSetting("a", "after");
        Assert.Null(database.FindProblem());
    }

    [Fact]
    public void Write_ThatFailed_IsTriedAgainWhileNobodyWrites()
    {
        using var database = new Database(Path);
        Assert.Throws<StorageException>(() => database.WriteInTransaction((_, _) => throw new SqliteException("disk I/O error", 10)));
        Assert.Equal(StorageProblem.InputOutput, database.FindProblem()?.Problem);

        database.Maintain(DatabaseMaintenance.CheckpointAfterIdle);

        Assert.Null(database.FindProblem());
    }

    [Fact]
    public void Write_ThatContradictsARow_SaysNothingAgainstTheDisk()
    {
        using var database = new Database(Path);

        var refused = Assert.Throws<StorageException>(() => database.WriteInTransaction((connection, _) =>
            connection.Execute("INSERT INTO meta (name, value) VALUES ('a', '1'), ('a', '2')")));

        Assert.Equal(StorageProblem.Conflict, refused.Problem);
        Assert.Null(database.FindProblem());
    }

    [Fact]
    public void Start_OnSomethingThatIsNoDatabase_IsRefusedAndLeavesIt()
    {
        File.WriteAllText(Path, "Báo cáo gửi nhầm chỗ, dài hơn một trang đầu của cơ sở dữ liệu.".PadRight(5000));

        Assert.Equal(StorageProblem.NotADatabase, Assert.Throws<StorageException>(() => new Database(Path)).Problem);

        Assert.Equal(5000, File.ReadAllText(Path).Length);
    }

    [Fact]
    public void Start_ToldToBeginAnewOnSomethingThatIsNoDatabase_MovesItAside()
    {
        var text = "Báo cáo gửi nhầm chỗ.".PadRight(5000);
        File.WriteAllText(Path, text);

        using var database = new Database(Path, new(BeginsAnew: true));

        Assert.Equal(text, File.ReadAllText(System.IO.Path.Combine(database.MovedAsideTo!, "briefing.db")));
    }

    [Fact]
    public void Start_OnTheDatabaseOfAnotherProgram_IsRefusedAndLeavesIt()
    {
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            other.Execute("CREATE TABLE contact (name TEXT)");
        }

        var before = File.ReadAllBytes(Path);

        Assert.Equal(StorageProblem.OtherProgram, Assert.Throws<StorageException>(() => new Database(Path)).Problem);

        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Start_WhereAFolderLies_IsRefused()
    {
        Directory.CreateDirectory(Path);

        Assert.Equal(StorageProblem.CannotOpen, Assert.Throws<StorageException>(() => new Database(Path)).Problem);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Start_WithoutTheRightToWrite_IsRefusedByItsReason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Attributes and accounts are those of Linux.");
        using (var database = new Database(Path))
            new SettingStore(database).SaveSetting("a", "b");
        Assert.SkipUnless(await TryRunCommand("chattr", "+i", Path), "This account, or this file system, knows no file that cannot be changed.");
        try
        {
            Assert.Equal(StorageProblem.ReadOnly, Assert.Throws<StorageException>(() => new Database(Path)).Problem);
        }
        finally
        {
            await TryRunCommand("chattr", "-i", Path);
        }

        Assert.True(await TryRunCommand("chattr", "+i", folder.Path));
        try
        {
            Assert.Equal(StorageProblem.ReadOnly, Assert.Throws<StorageException>(() => new Database(folder.GetFilePath("new.db"))).Problem);
        }
        finally
        {
            await TryRunCommand("chattr", "-i", folder.Path);
        }
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Start_OnADiskWithoutRoom_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && await TryRunCommand("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path), "This account may not mount a disk of its own.");
        try
        {
            Assert.Equal(StorageProblem.Full, Assert.Throws<StorageException>(() => new Database(Path)).Problem);
        }
        finally
        {
            await TryRunCommand("umount", folder.Path);
        }
    }

    /// <returns>True if the command exists and succeeded.</returns>
    static async Task<bool> TryRunCommand(string command, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
