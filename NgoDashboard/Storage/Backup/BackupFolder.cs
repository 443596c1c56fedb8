using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Backup;

/// <summary>A scheduled backup in the backup folder.</summary>
/// <param name="Number">Counts the backups of this database in this folder. It tells which is newer, even if the clock was wrong.</param>
public sealed record ScheduledBackup(string Path, long Number, DateTimeOffset MadeAt, long Version);

/// <summary>
/// The folder of scheduled backups, with names such as "briefing.000123.20261218-143100.v128.backup" (number, UTC, version). Files with
/// other names are left alone.
/// </summary>
public sealed class BackupFolder(string folder, string database)
{
    const string Extension = "backup", StampFormat = "yyyyMMdd-HHmmss";

    readonly string name = System.IO.Path.GetFileNameWithoutExtension(database);

    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    /// <summary>The backups, newest first; empty if the folder is missing or cannot be read. Lists the folder on each call.</summary>
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

    /// <summary>Writes a backup; once it is complete, deletes the oldest backups beyond <paramref name="maxBackups"/>.</summary>
    /// <param name="expectedJournal">The journal that the database must hold.</param>
    /// <exception cref="BackupException">The write failed, or the database holds another journal; no older backup was deleted.</exception>
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

        // The final name contains the version, which is known only when the backup is complete.
        var temporaryPath = System.IO.Path.Combine(Path, $"{name}.new");
        var written = BackupWriter.WriteBackup(database, temporaryPath, overwrites: true, at);
        try
        {
            if (written.Journal != expectedJournal)
                throw new BackupException(BackupFault.OtherJournal, database);
            return BackupException.Guard(BackupFault.NotWritten, Path, () => AddToFolder(written, temporaryPath, maxBackups, at));
        }
        catch (BackupException)
        {
            PrivateFile.TryDelete(temporaryPath);
            throw;
        }
    }

    BackupResult AddToFolder(BackupResult written, string temporaryPath, int maxBackups, DateTimeOffset at)
    {
        var number = Backups.Select(backup => backup.Number).DefaultIfEmpty().Max() + 1;
        var stamp = at.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture);
        var fileName = string.Create(CultureInfo.InvariantCulture, $"{name}.{number:D6}.{stamp}.v{written.Version}.{Extension}");
        var path = System.IO.Path.Combine(Path, fileName);
        File.Move(temporaryPath, path);
        foreach (var oldBackup in Backups.Skip(maxBackups))
            PrivateFile.TryDelete(oldBackup.Path);
        return written with { Path = path };
    }

    ScheduledBackup? Parse(string path)
    {
        var pattern = $@"^{Regex.Escape(name)}\.(\d{{6,18}})\.(\d{{8}}-\d{{6}})\.v(\d{{1,18}})\.{Extension}$";
        if (Regex.Match(System.IO.Path.GetFileName(path), pattern) is not { Success: true, Groups: var groups })
            return null;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal;
        return DateTimeOffset.TryParseExact(groups[2].Value, StampFormat, CultureInfo.InvariantCulture, utc, out var at)
            ? new(path, ParseNumber(groups[1]), at, ParseNumber(groups[3]))
            : null;
    }

    static long ParseNumber(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
}
