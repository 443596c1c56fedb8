using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Cli;

/// <summary><c>backup FILE</c>: writes one file from which another machine can go on air, also while a server is running.</summary>
public static class BackupCommand
{
    public const string Name = "backup";

    internal const string OverwriteOption = "--overwrite", RehearsalOption = "--rehearsal";

    /// <returns>0 if the file is complete and flushed to the disk, otherwise 1.</returns>
    public static int Run(string[] args, IConfiguration configuration, TimeProvider time, TextWriter output)
    {
        Languages.SetCurrent(Languages.Vietnamese);
        if (ParseFileArgument(args, OverwriteOption, RehearsalOption) is not { } file)
        {
            output.WriteLine(Words.Backup["usage-backup", OverwriteOption]);
            return 1;
        }

        try
        {
            var database = StoragePath.Resolve(configuration, args.Contains(RehearsalOption));
            var written = BackupWriter.WriteBackup(database, file, args.Contains(OverwriteOption), time.GetUtcNow());
            output.WriteLine(Words.Backup["written", written.Path, written.Version, written.FileCount, FormatMegabytes(written.SizeBytes)]);
            output.WriteLine(written.MaxDiskLatency is { } latency
                ? Words.Backup["written-wait", Math.Ceiling(latency.TotalMilliseconds)]
                : Words.Backup["written-wait-unknown"]);
            if (written.MissingFileCount > 0)
                output.WriteLine(Words.Backup["written-missing", written.MissingFileCount]);
            output.WriteLine(Words.Backup["opens-meeting"]);
            return 0;
        }
        catch (StorageException refused)
        {
            output.WriteLine(BackupSentences.ExplainInAllLanguages(refused));
            return 1;
        }
    }

    /// <summary>The single argument that is not an option; null if there is none or more than one, or an unknown option.</summary>
    internal static string? ParseFileArgument(string[] args, params string[] known) =>
        args[1..].Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray() is [var file]
        && args[1..].All(arg => arg == file || known.Contains(arg))
            ? file
            : null;

    static string FormatMegabytes(long bytes) => (bytes / 1_000_000m).ToString("0.0", CultureInfo.CurrentCulture);
}
