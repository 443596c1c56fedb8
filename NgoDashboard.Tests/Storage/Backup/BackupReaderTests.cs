using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Backup;

public sealed class BackupReaderTests : IDisposable
{
    static readonly DateTimeOffset BackupTime = new(2026, 12, 18, 7, 31, 0, TimeSpan.Zero);

    readonly TempFolder folder = new();

    string DatabasePath => folder.GetFilePath("older.db");

    string BackupPath => folder.GetFilePath("saved.backup");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void VerifyDigest_OfADatabaseAlone_Holds()
    {
        OldSchemaDatabase.Create(DatabasePath, schema: 3);
        Assert.False(DatabasePaths.HasTransactionFiles(DatabasePath));

        BackupReader.VerifyDigest(DatabasePath);
    }

    [Fact]
    public void VerifyDigest_OfABackup_HoldsUntilAByteOfItChanges()
    {
        WriteBackup(schema: 3);
        BackupReader.VerifyDigest(BackupPath);
        var content = File.ReadAllBytes(BackupPath);
        content[^1] ^= 1;
        File.WriteAllBytes(BackupPath, content);

        Assert.Equal(BackupFault.Damaged, Assert.Throws<BackupException>(() => BackupReader.VerifyDigest(BackupPath)).Fault);
    }

    [Fact]
    public void Contents_OfASchemaThatKeptProtectionKeysInFiles_HaveNone()
    {
        WriteBackup(schema: 8);

        var contents = BackupReader.ReadContents(BackupPath);

        Assert.Equal((8, 0, BackupTime), (contents.Schema, contents.ProtectionKeys.Count, contents.MadeAt));
    }

    void WriteBackup(int schema)
    {
        OldSchemaDatabase.Create(DatabasePath, schema);
        BackupWriter.WriteBackup(DatabasePath, BackupPath, overwrites: false, BackupTime);
    }
}
