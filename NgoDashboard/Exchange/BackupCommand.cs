using System.Globalization;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Backup;

namespace NgoDashboard.Exchange;

/// <summary><c>backup FILE</c>: one file from which another machine is on air. A server may work on the database meanwhile.</summary>
public static class BackupCommand
{
    public const string Name = "backup";

    internal const string Overwrite = "--overwrite", Rehearsal = "--rehearsal";

    /// <returns>0 where the file is whole and on the disk, else 1.</returns>
    public static int Run(string[] args, IConfiguration configuration, TimeProvider time, TextWriter output)
    {
        Languages.Use(Languages.Vietnamese);
        if (FileArgument(args, Overwrite, Rehearsal) is not { } file)
        {
            output.WriteLine(Words.Backup["usage-backup", Overwrite]);
            return 1;
        }

        try
        {
            var database = StoragePath.Of(configuration, args.Contains(Rehearsal));
            var written = BackupWriter.Write(database, file, args.Contains(Overwrite), time.GetUtcNow());
            output.WriteLine(Words.Backup["written", written.Path, written.Version, written.Files, Megabytes(written.Bytes)]);
            output.WriteLine(written.LongestDiskWait is { } longest
                ? Words.Backup["written-wait", Math.Ceiling(longest.TotalMilliseconds)]
                : Words.Backup["written-wait-unknown"]);
            if (written.MissingFiles > 0)
                output.WriteLine(Words.Backup["written-missing", written.MissingFiles]);
            output.WriteLine(Words.Backup["opens-meeting"]);
            return 0;
        }
        catch (StorageException refused)
        {
            output.WriteLine(BackupSentences.Explain(refused));
            return 1;
        }
    }

    /// <summary>The one argument that is no option; null where there is none, another one, or an option that is not known.</summary>
    internal static string? FileArgument(string[] args, params string[] known) =>
        args[1..].Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray() is [var file]
        && args[1..].All(arg => arg == file || known.Contains(arg))
            ? file
            : null;

    static string Megabytes(long bytes) => (bytes / 1_000_000m).ToString("0.0", CultureInfo.CurrentCulture);
}
