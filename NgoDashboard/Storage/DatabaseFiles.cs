namespace NgoDashboard.Storage;

/// <summary>
/// Whether the files under the database's path are still those that SQLite has open: it would go on reading and writing a file that was
/// deleted, and every edit would be answered and lost. Compared by stat alone. Safe on any thread.
/// </summary>
sealed class DatabaseFiles(string path)
{
    readonly Lock gate = new();
    FileStamp? database;
    FileStamp? log;
    long leastLog;

    public string LogPath { get; } = path + DatabaseFolder.Log;

    /// <summary>In bytes.</summary>
    public long LogSize => FileStamp.TryRead(LogPath)?.Size ?? 0;

    /// <summary>As they are now is how they should be: after this server has written, or has looked into what another wrote.</summary>
    public void Remember()
    {
        lock (gate)
        {
            database = FileStamp.TryRead(path);
            log = FileStamp.TryRead(LogPath);
            leastLog = log?.Size ?? 0;
        }
    }

    /// <summary>The log is about to be folded into the database: it may be empty from here on.</summary>
    public void ExpectEmptyLog()
    {
        lock (gate)
            leastLog = 0;
    }

    /// <returns>Null where both are there, the same, and no shorter than they were.</returns>
    public StorageProblem? FindProblem()
    {
        lock (gate)
        {
            if (database is not { } knownDatabase)
                return null;
            if (FileStamp.TryRead(path) is not { } nowDatabase)
                return StorageProblem.Gone;
            if (!nowDatabase.IsSameFile(knownDatabase) || nowDatabase.Size < knownDatabase.Size)
                return StorageProblem.Replaced;
            if (log is not { } knownLog)
                return null;
            if (FileStamp.TryRead(LogPath) is not { } nowLog)
                return StorageProblem.Gone;
            return nowLog.IsSameFile(knownLog) && nowLog.Size >= leastLog ? null : StorageProblem.Replaced;
        }
    }

    /// <summary>
    /// Whether somebody else has written into one of them since. While it is this server's turn to write nobody else of it does, so it is
    /// another program: one that keeps SQLite's rules, or a copy over the file.
    /// </summary>
    public bool IsWrittenByAnother()
    {
        lock (gate)
            return database?.Modified != FileStamp.TryRead(path)?.Modified || log?.Modified != FileStamp.TryRead(LogPath)?.Modified;
    }
}
