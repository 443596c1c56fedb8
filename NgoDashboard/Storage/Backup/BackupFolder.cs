using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Backup;

/// <summary>A backup in the folder of those that are made on a timer.</summary>
/// <param name="Number">Of the backups of this database in this folder: it says which is newer, whatever the clock said.</param>
public sealed record ScheduledBackup(string Path, long Number, DateTimeOffset MadeAt, long Version);

/// <summary>
/// The folder that backups are made into on a timer: "briefing.000123.20261218-143100.v128.backup". Only files that are named so belong to
/// it; others are left alone.
/// </summary>
public sealed class BackupFolder(string folder, string database)
{
    const string Extension = "backup", StampFormat = "yyyyMMdd-HHmmss";

    readonly string name = System.IO.Path.GetFileNameWithoutExtension(database);

    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    /// <summary>The newest first; none where the folder is not there or may not be read.</summary>
    public IReadOnlyList<ScheduledBackup> Backups
    {
        get
        {
            try
            {
                var backups = Directory.EnumerateFiles(Path).Select(Parse).OfType<ScheduledBackup>();
                return [.. backups.OrderByDescending(backup => backup.Number)];
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    /// <summary>One more; when it is whole, those beyond so many are removed, the oldest first.</summary>
    /// <param name="expectedJournal">Which the database must hold.</param>
    /// <exception cref="BackupException">The disk refuses, or another journal lies there; the older ones are all still there.</exception>
    public BackupResult AddBackup(JournalIdentity expectedJournal, int maxBackups, DateTimeOffset at)
    {
        try
        {
            PrivateFolder.CreateIfMissing(Path);
        }
        catch (StorageException refused)
        {
            throw new BackupException(BackupFault.NotWritten, Path, refused.InnerException?.Message ?? "", refused);
        }

        // Its version is known when it is made: until then it has a name that no backup has.
        var unnamed = System.IO.Path.Combine(Path, $"{name}.new");
        var written = BackupWriter.WriteBackup(database, unnamed, overwrites: true, at);
        try
        {
            if (written.Journal != expectedJournal)
            {
                PrivateFile.TryDelete(unnamed);
                throw new BackupException(BackupFault.OtherJournal, database);
            }

            var number = Backups.Select(backup => backup.Number).DefaultIfEmpty().Max() + 1;
            var stamp = at.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture);
            var called = string.Create(CultureInfo.InvariantCulture, $"{name}.{number:D6}.{stamp}.v{written.Version}.{Extension}");
            var path = System.IO.Path.Combine(Path, called);
            File.Move(unnamed, path);
            foreach (var old in Backups.Skip(maxBackups))
                PrivateFile.TryDelete(old.Path);
            return written with { Path = path };
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            PrivateFile.TryDelete(unnamed);
            throw new BackupException(BackupFault.NotWritten, Path, refused.Message, refused);
        }
    }

    ScheduledBackup? Parse(string path)
    {
        var form = $@"^{Regex.Escape(name)}\.(\d{{6,18}})\.(\d{{8}}-\d{{6}})\.v(\d{{1,18}})\.{Extension}$";
        if (Regex.Match(System.IO.Path.GetFileName(path), form) is not { Success: true, Groups: var groups })
            return null;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal;
        return DateTimeOffset.TryParseExact(groups[2].Value, StampFormat, CultureInfo.InvariantCulture, utc, out var at)
            ? new(path, ParseNumber(groups[1]), at, ParseNumber(groups[3]))
            : null;
    }

    static long ParseNumber(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
}
