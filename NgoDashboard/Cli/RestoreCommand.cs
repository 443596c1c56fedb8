using System.Globalization;
using NgoDashboard.Access.Keys;
using NgoDashboard.Language;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Cli;

/// <summary><c>restore FILE</c>: makes of a backup the database that the server then starts with, on this machine or another.</summary>
public static class RestoreCommand
{
    public const string Name = "restore";

    /// <returns>0 where the database is there, whole and on the disk, else 1, and nothing has changed.</returns>
    public static int Run(string[] args, IConfiguration configuration, TimeProvider time, TextWriter output)
    {
        Languages.SetCurrent(Languages.Vietnamese);
        if (BackupCommand.ParseFileArgument(args, ProtectionKeyRepository.WithoutCertificateOption, BackupCommand.RehearsalOption) is not { } file)
        {
            output.WriteLine(Words.Backup["usage-restore", ProtectionKeyRepository.WithoutCertificateOption]);
            return 1;
        }

        try
        {
            var certificate = ProtectionCertificate.Load(configuration);
            var closed = BackupReader.ReadContents(file).ProtectionKeys.FirstOrDefault(key => !certificate.CanOpen(key));
            var givesUp = closed is not null && args.Contains(ProtectionKeyRepository.WithoutCertificateOption);
            if (closed is not null && !givesUp)
            {
                var (by, without) = (ProtectionCertificate.SealingThumbprint(closed), ProtectionKeyRepository.WithoutCertificateOption);
                output.WriteLine(Languages.InAllLanguages(() => Words.Backup["restore-needs-certificate", file, by, without]));
                return 1;
            }

            var database = StoragePath.Resolve(configuration, args.Contains(BackupCommand.RehearsalOption));
            var restored = DatabaseRestorer.RestoreDatabase(file, database, time.GetUtcNow(), withoutProtectionKeys: givesUp);
            WriteResult(restored, givesUp, output);
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
