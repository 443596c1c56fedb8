using System.Globalization;
using NgoDashboard.Access.Keys;
using NgoDashboard.Language;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Cli;

/// <summary><c>restore FILE</c>: creates the database for the next start of the server from a backup, on any machine.</summary>
public static class RestoreCommand
{
    public const string Name = "restore";

    /// <returns>0 if the database is complete and flushed to the disk; otherwise 1, and nothing has changed.</returns>
    public static int Run(string[] args, IConfiguration configuration, TimeProvider time, TextWriter output)
    {
        Languages.SetCurrent(Languages.Vietnamese);
        const string withoutCertificate = ProtectionKeyRepository.WithoutCertificateOption;
        if (BackupCommand.ParseFileArgument(args, withoutCertificate, BackupCommand.RehearsalOption) is not { } file)
        {
            output.WriteLine(Words.Backup["usage-restore", withoutCertificate]);
            return 1;
        }

        try
        {
            var certificate = ProtectionCertificate.Load(configuration);
            var undecryptable = BackupReader.ReadContents(file).ProtectionKeys.FirstOrDefault(key => !certificate.CanOpen(key));
            var givesUpKeys = undecryptable is not null && args.Contains(withoutCertificate);
            if (undecryptable is not null && !givesUpKeys)
            {
                var thumbprint = ProtectionCertificate.SealingThumbprint(undecryptable);
                output.WriteLine(Languages.InAllLanguages(
                    () => Words.Backup["restore-needs-certificate", file, thumbprint, withoutCertificate]));
                return 1;
            }

            var database = StoragePath.Resolve(configuration, args.Contains(BackupCommand.RehearsalOption));
            var restored = DatabaseRestorer.RestoreDatabase(file, database, time.GetUtcNow(), withoutProtectionKeys: givesUpKeys);
            WriteResult(restored, givesUpKeys, output);
            return 0;
        }
        catch (StorageException refused)
        {
            output.WriteLine(BackupSentences.ExplainInAllLanguages(refused));
            return 1;
        }
    }

    static void WriteResult(RestoreResult restored, bool givesUpKeys, TextWriter output)
    {
        var madeAt = VietnamTime.ToLocal(restored.MadeAt).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
        output.WriteLine(Words.Backup["restored", restored.Path, madeAt, restored.Version, restored.FileCount]);
        foreach (var folder in restored.MovedAsidePaths)
            output.WriteLine(Words.Backup["moved-aside", folder]);
        output.WriteLine(Words.Backup[givesUpKeys ? "restored-pair-anew" : "restored-by-themselves"]);
    }
}
