using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Storage.Backup;

/// <summary>What a restore makes and what it leaves out; faults of backups are tested by BackupTests.</summary>
public sealed class DatabaseRestorerTests : IDisposable
{
    static readonly DateTimeOffset BackupTime = new(2026, 12, 18, 7, 31, 0, TimeSpan.Zero);

    // Not an empty journal: a server that finds files beside one refuses to start.
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);
    readonly TempFolder folder = new();

    string RestoredPath => folder.GetFilePath("deep/er/restored.db");

    public void Dispose()
    {
        briefing.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Restore_IntoAFolderThatIsNotThere_MakesIt()
    {
        BackUpAndRestore();

        Assert.True(File.Exists(RestoredPath));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Restore_WithOrWithoutProtectionKeys_HasAllOtherFiles(bool withoutProtectionKeys, int keys)
    {
        var attachment = briefing.Attachments.SaveAttachment("thư của tỉnh"u8.ToArray());
        new ProtectionKeyStore(briefing.Database).AddProtectionKeys("key-2", "<key />");
        // As older versions stored them.
        var keyFolder = Directory.CreateDirectory(briefing.Database.Path + ".protection");
        File.WriteAllText(Path.Combine(keyFolder.FullName, "key-1.xml"), "<key />");

        var restored = BackUpAndRestore(withoutProtectionKeys);

        Assert.Equal(1 + keys, restored.FileCount);
        Assert.Equal([attachment], Directory.GetFiles(RestoredPath + ".attachments").Select(Path.GetFileName));
        Assert.Equal(keys == 1, File.Exists(RestoredPath + ".protection/key-1.xml"));
        using var database = new Database(RestoredPath);
        Assert.Equal(keys, new ProtectionKeyStore(database).LoadProtectionKeys().Count);
    }

    RestoreResult BackUpAndRestore(bool withoutProtectionKeys = false)
    {
        var backup = folder.GetFilePath("saved.backup");
        BackupWriter.WriteBackup(briefing.Database.Path, backup, overwrites: false, BackupTime);
        return DatabaseRestorer.RestoreDatabase(backup, RestoredPath, BackupTime, withoutProtectionKeys);
    }
}
