using NgoDashboard.Storage.Backup;
using NgoDashboard.Tests.TestKit.Databases;

namespace NgoDashboard.Tests.Storage.Backup;

/// <summary>The folder of scheduled backups; what the schedule does with it is tested by BackupScheduleTests.</summary>
public sealed class BackupFolderTests : IDisposable
{
    static readonly DateTimeOffset BackupTime = new(2026, 12, 18, 7, 31, 0, TimeSpan.Zero);

    readonly TempDatabase saved = new();

    public void Dispose() => saved.Dispose();

    [Fact]
    public void Backups_OfAFolderThatIsNotThere_AreNone() => Assert.Empty(OpenMissingFolder().Backups);

    [Fact]
    public void Backup_IntoAFolderThatIsNotThere_MakesItForThisAccountAlone()
    {
        var backups = OpenMissingFolder();

        var written = backups.AddBackup(saved.Database.Identity, maxBackups: 1, BackupTime);

        Assert.Equal(written.Path, Assert.Single(backups.Backups).Path);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(backups.Path));
    }

    BackupFolder OpenMissingFolder() => new(saved.GetFilePath("deep/er"), saved.Database.Path);
}
