using System.Globalization;
using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Backup;

namespace NgoDashboard.Exchange;

/// <summary><c>restore FILE</c>: makes of a backup the database that the server then starts with, on this machine or another.</summary>
public static class RestoreCommand
{
    public const string Name = "restore";

    /// <returns>0 where the database is there, whole and on the disk, else 1, and nothing has changed.</returns>
    public static int Run(string[] args, IConfiguration configuration, TimeProvider time, TextWriter output)
    {
        Languages.Use(Languages.Vietnamese);
        if (BackupCommand.FileArgument(args, ProtectionKeys.WithoutCertificate, BackupCommand.Rehearsal) is not { } file)
        {
            output.WriteLine(Words.Backup["usage-restore", ProtectionKeys.WithoutCertificate]);
            return 1;
        }

        try
        {
            var certificate = ProtectionCertificate.Load(configuration);
            var closed = BackupReader.Read(file).ProtectionKeys.FirstOrDefault(key => !certificate.CanOpen(key));
            var givesUp = closed is not null && args.Contains(ProtectionKeys.WithoutCertificate);
            if (closed is not null && !givesUp)
            {
                var (by, without) = (ProtectionCertificate.SealedBy(closed), ProtectionKeys.WithoutCertificate);
                output.WriteLine(Languages.InAll(() => Words.Backup["restore-needs-certificate", file, by, without]));
                return 1;
            }

            var database = StoragePath.Of(configuration, args.Contains(BackupCommand.Rehearsal));
            var restored = DatabaseRestore.Write(file, database, time.GetUtcNow(), withoutProtectionKeys: givesUp);
            Tell(restored, givesUp, output);
            return 0;
        }
        catch (StorageException refused)
        {
            output.WriteLine(BackupSentences.Explain(refused));
            return 1;
        }
    }

    static void Tell(RestoredDatabase restored, bool givesUpKeys, TextWriter output)
    {
        var madeAt = VietNam.Time(restored.MadeAt).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
        output.WriteLine(Words.Backup["restored", restored.Path, madeAt, restored.Version, restored.Files]);
        foreach (var folder in restored.MovedAside)
            output.WriteLine(Words.Backup["moved-aside", folder]);
        output.WriteLine(Words.Backup[givesUpKeys ? "restored-pair-anew" : "restored-by-themselves"]);
    }
}
