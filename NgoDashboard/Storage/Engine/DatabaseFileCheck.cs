using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// Whether the files under the database's path are still those that SQLite has open: it would go on reading and writing a file that was
/// deleted, and every edit would be answered and lost. Compared by stat alone. Safe on any thread.
/// </summary>
sealed class DatabaseFileCheck(string path)
{
    readonly Lock gate = new();
    FileStamp? database;
    FileStamp? wal;
    long minWalBytes;

    public string WalPath { get; } = path + DatabasePaths.WalSuffix;

    /// <summary>In bytes.</summary>
    public long WalBytes => FileStamp.TryGet(WalPath)?.SizeBytes ?? 0;

    /// <summary>As they are now is how they should be: after this server has written, or has looked into what another wrote.</summary>
    public void RecordState()
    {
        lock (gate)
        {
            database = FileStamp.TryGet(path);
            wal = FileStamp.TryGet(WalPath);
            minWalBytes = wal?.SizeBytes ?? 0;
        }
    }

    /// <summary>The log is about to be folded into the database: it may be empty from here on.</summary>
    public void ExpectEmptyWal()
    {
        lock (gate)
            minWalBytes = 0;
    }

    /// <returns>Null where both are there, the same, and no shorter than they were.</returns>
    public StorageProblem? FindProblem()
    {
        lock (gate)
        {
            if (database is not { } knownDatabase)
                return null;
            if (FileStamp.TryGet(path) is not { } nowDatabase)
                return StorageProblem.Gone;
            if (!nowDatabase.IsSameFile(knownDatabase) || nowDatabase.SizeBytes < knownDatabase.SizeBytes)
                return StorageProblem.Replaced;
            if (wal is not { } knownLog)
                return null;
            if (FileStamp.TryGet(WalPath) is not { } nowLog)
                return StorageProblem.Gone;
            return nowLog.IsSameFile(knownLog) && nowLog.SizeBytes >= minWalBytes ? null : StorageProblem.Replaced;
        }
    }

    /// <summary>
    /// Whether somebody else has written into one of them since. While it is this server's turn to write nobody else of it does, so it is
    /// another program: one that keeps SQLite's rules, or a copy over the file.
    /// </summary>
    public bool WasWrittenByAnotherProgram()
    {
        lock (gate)
            return database?.Modified != FileStamp.TryGet(path)?.Modified || wal?.Modified != FileStamp.TryGet(WalPath)?.Modified;
    }
}
