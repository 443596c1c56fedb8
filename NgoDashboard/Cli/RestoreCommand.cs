using System.CommandLine;
using System.Globalization;
using NgoDashboard.Access.Keys;
using NgoDashboard.Language;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Cli;

/// <summary><c>restore FILE</c>: makes of a backup the database that the server then starts with, on this machine or another.</summary>
public static class RestoreCommand
{
    public const string Name = "restore";

    internal static Command Create(Func<IConfiguration> loadConfiguration, TimeProvider time, TextWriter output)
    {
        var file = new Argument<string>("FILE") { Description = CommandLine.Language.Words.Cli["restore-file"] };
        var withoutCertificate = new Option<bool>(ProtectionKeyRepository.WithoutCertificateOption)
        {
            Description = CommandLine.Language.Words.Cli["without-certificate"],
        };
        var command = new Command(Name, CommandLine.Language.Words.Cli[Name]) { file, withoutCertificate };
        command.SetAction(arguments =>
        {
            var configuration = loadConfiguration();
            var database = CommandLine.ResolveDatabase(configuration, arguments);
            return Run(database, arguments.GetRequiredValue(file), arguments.GetValue(withoutCertificate), configuration, time, output);
        });
        return command;
    }

    /// <returns>0 where the database is there, whole and on the disk, else 1, and nothing has changed.</returns>
    static int Run(
        string database, string file, bool withoutCertificate, IConfiguration configuration, TimeProvider time, TextWriter output)
    {
        try
        {
            var certificate = ProtectionCertificate.Load(new(configuration));
            var closed = BackupReader.ReadContents(file).ProtectionKeys.FirstOrDefault(key => !certificate.CanOpen(key));
            var givesUp = closed is not null && withoutCertificate;
            if (closed is not null && !givesUp)
            {
                var (by, without) = (ProtectionCertificate.SealingThumbprint(closed), ProtectionKeyRepository.WithoutCertificateOption);
                output.WriteLine(DisplayLanguage.InAllLanguages(
                    language => language.Words.Backup["restore-needs-certificate", file, by, without]));
                return 1;
            }

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
        output.WriteLine(CommandLine.Language.Words.Backup["restored", restored.Path, madeAt, restored.Version, restored.FileCount]);
        foreach (var folder in restored.MovedAsidePaths)
            output.WriteLine(CommandLine.Language.Words.Backup["moved-aside", folder]);
        output.WriteLine(CommandLine.Language.Words.Backup[givesUpKeys ? "restored-pair-anew" : "restored-by-themselves"]);
    }
}
