using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Backup;

/// <summary>Why a backup or a restore is refused.</summary>
public enum BackupFault
{
    /// <summary>There is no database to save.</summary>
    NoDatabase,

    /// <summary>A file of the backup's name is there already.</summary>
    TargetExists,

    /// <summary>The backup was to be written over the database itself, or into its files.</summary>
    TargetIsDatabase,

    /// <summary>The database is damaged: a copy of it would look whole, and push out the backups that are.</summary>
    DatabaseDamaged,

    /// <summary>What lies under the database's path is not what the server has opened: it must not push out the good backups.</summary>
    OtherJournal,

    /// <summary>The disk, or the system, refuses.</summary>
    NotWritten,

    /// <summary>The file to restore from is not there, or may not be read.</summary>
    NotReadable,

    /// <summary>It is no backup, or its end is missing.</summary>
    NotWhole,

    /// <summary>It is not what was written.</summary>
    Damaged,

    /// <summary>It was written by a newer version of this program.</summary>
    TooNew,

    /// <summary>Where it is to be restored there is a database already, or what is left of one.</summary>
    DatabaseExists,
}

/// <summary>A backup or a restore is refused, and nothing has changed.</summary>
/// <param name="path">The file that stands in the way, or that is wrong.</param>
/// <param name="reason">The system's own words, where it has refused.</param>
public sealed class BackupException(BackupFault fault, string path, string reason = "", Exception? inner = null)
    : StorageException(reason.Length > 0 ? $"{path}: {fault}: {reason}" : $"{path}: {fault}", inner)
{
    public BackupFault Fault => fault;

    public string Path => path;

    public string Reason => reason;
}
