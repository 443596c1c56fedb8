using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Backup;

/// <summary>Why a backup or a restore is refused. The codes are parts of the keys of texts (fault-…).</summary>
public enum BackupFault
{
    /// <summary>There is no database to back up.</summary>
    [Code("NoDatabase")] NoDatabase,

    /// <summary>A file of the backup's name exists already.</summary>
    [Code("TargetExists")] TargetExists,

    /// <summary>The target is the database itself or one of its files or folders.</summary>
    [Code("TargetIsDatabase")] TargetIsDatabase,

    /// <summary>The database is damaged; its backup would look intact and displace older intact backups.</summary>
    [Code("DatabaseDamaged")] DatabaseDamaged,

    /// <summary>The path holds another journal than the server has opened; its backup must not displace the good ones.</summary>
    [Code("OtherJournal")] OtherJournal,

    /// <summary>The write failed.</summary>
    [Code("NotWritten")] NotWritten,

    /// <summary>The file is missing or cannot be read.</summary>
    [Code("NotReadable")] NotReadable,

    /// <summary>The file is no backup, or its end is missing.</summary>
    [Code("NotWhole")] Incomplete,

    /// <summary>The backup does not match its digest.</summary>
    [Code("Damaged")] Damaged,

    /// <summary>The backup was written by a newer version of this program.</summary>
    [Code("TooNew")] TooNew,

    /// <summary>The target of a restore has a database already, or files left of one.</summary>
    [Code("DatabaseExists")] DatabaseExists,
}

/// <summary>A backup or a restore failed; nothing was changed.</summary>
/// <param name="path">The file or folder that is the problem.</param>
/// <param name="reason">The message of the system or of SQLite; empty if there is none.</param>
public sealed class BackupException(BackupFault fault, string path, string reason = "", Exception? inner = null)
    : StorageException(reason.Length > 0 ? $"{path}: {fault.ToCode()}: {reason}" : $"{path}: {fault.ToCode()}", inner)
{
    public BackupFault Fault => fault;

    public string Path => path;

    public string Reason => reason;

    /// <summary>Runs work and translates an error of the file system or of SQLite.</summary>
    /// <param name="fault">What the error means here.</param>
    /// <exception cref="BackupException">The work failed.</exception>
    internal static T Guard<T>(BackupFault fault, string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception refused) when (refused is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException(fault, path, refused.Message, refused);
        }
    }
}
