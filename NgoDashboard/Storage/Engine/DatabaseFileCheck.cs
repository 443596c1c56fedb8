using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// Detects that the database or its WAL was deleted, replaced, truncated or written by another program. Without it SQLite would go on
/// writing into a deleted file, and every edit would be confirmed and lost. Compares by stat alone, because opening the file would drop
/// SQLite's locks. Safe on any thread.
/// </summary>
sealed class DatabaseFileCheck(string path)
{
    readonly Lock gate = new();
    FileStamp? database;
    FileStamp? wal;
    long minWalBytes;

    public string WalPath { get; } = path + DatabasePaths.WalSuffix;

    /// <summary>0 if there is no WAL.</summary>
    public long WalBytes => FileStamp.TryGet(WalPath)?.SizeBytes ?? 0;

    /// <summary>Records both files as they are now: after a write of this server, or after another program's write was checked.</summary>
    public void RecordState()
    {
        lock (gate)
        {
            database = FileStamp.TryGet(path);
            wal = FileStamp.TryGet(WalPath);
            minWalBytes = wal?.SizeBytes ?? 0;
        }
    }

    /// <summary>Called before a checkpoint, which may truncate the WAL: from here on a shorter WAL is no problem.</summary>
    public void ExpectEmptyWal()
    {
        lock (gate)
            minWalBytes = 0;
    }

    /// <returns>Null if both files are the recorded ones and not shorter.</returns>
    public StorageProblem? FindProblem()
    {
        lock (gate)
        {
            if (database is not { } knownDatabase)
                return null;
            if (FileStamp.TryGet(path) is not { } currentDatabase)
                return StorageProblem.Deleted;
            if (!currentDatabase.IsSameFile(knownDatabase) || currentDatabase.SizeBytes < knownDatabase.SizeBytes)
                return StorageProblem.Replaced;
            if (wal is not { } knownWal)
                return null;
            if (FileStamp.TryGet(WalPath) is not { } currentWal)
                return StorageProblem.Deleted;
            return currentWal.IsSameFile(knownWal) && currentWal.SizeBytes >= minWalBytes ? null : StorageProblem.Replaced;
        }
    }

    /// <summary>
    /// True if one of the files has changed since <see cref="RecordState"/>. Called while this server holds the write lock, so the change
    /// is not its own: it is another SQLite client, or a copy over the file.
    /// </summary>
    public bool WasWrittenByAnotherProgram()
    {
        lock (gate)
            return database?.Modified != FileStamp.TryGet(path)?.Modified || wal?.Modified != FileStamp.TryGet(WalPath)?.Modified;
    }
}
