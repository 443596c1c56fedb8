using System.CommandLine;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Cli;

/// <summary><c>backup FILE</c>: one file from which another machine is on air. A server may work on the database meanwhile.</summary>
public static class BackupCommand
{
    public const string Name = "backup";

    internal static Command Create(Func<IConfiguration> loadConfiguration, TimeProvider time, TextWriter output)
    {
        var file = new Argument<string>("FILE") { Description = CommandLine.Language.Words.Cli["backup-file"] };
        var overwrite = new Option<bool>("--overwrite") { Description = CommandLine.Language.Words.Cli["backup-overwrite"] };
        var command = new Command(Name, CommandLine.Language.Words.Cli[Name]) { file, overwrite };
        command.SetAction(arguments => Run(
            CommandLine.ResolveDatabase(loadConfiguration(), arguments),
            arguments.GetRequiredValue(file), arguments.GetValue(overwrite), time, output));
        return command;
    }

    /// <returns>0 where the file is whole and on the disk, else 1.</returns>
    static int Run(string database, string file, bool overwrites, TimeProvider time, TextWriter output)
    {
        try
        {
            var written = BackupWriter.WriteBackup(database, file, overwrites, time.GetUtcNow());
            output.WriteLine(CommandLine.Language.Words.Backup[
                "written", written.Path, written.Version, written.FileCount, FormatMegabytes(written.SizeBytes)]);
            output.WriteLine(written.MaxDiskLatency is { } longest
                ? CommandLine.Language.Words.Backup["written-wait", Math.Ceiling(longest.TotalMilliseconds)]
                : CommandLine.Language.Words.Backup["written-wait-unknown"]);
            if (written.MissingFileCount > 0)
                output.WriteLine(CommandLine.Language.Words.Backup["written-missing", written.MissingFileCount]);
            output.WriteLine(CommandLine.Language.Words.Backup["opens-meeting"]);
            return 0;
        }
        catch (StorageException refused)
        {
            output.WriteLine(BackupSentences.ExplainInAllLanguages(refused));
            return 1;
        }
    }

    static string FormatMegabytes(long bytes) => (bytes / 1_000_000m).ToString("0.0", CommandLine.Language.Culture);
}
