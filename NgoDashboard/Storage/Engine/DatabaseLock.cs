using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// Allows one server per database. Two locks, because neither is enough alone: a file beside the database (<c>.lock</c>), which works on
/// every system and also between two servers of one process; and on Linux one byte of the database file, far behind those that SQLite
/// locks, taken on SQLite's own descriptor. The second survives the deletion of <c>.lock</c>. Readers are not blocked by either. The
/// operating system releases both when the process ends, even when it is killed.
/// </summary>
sealed class DatabaseLock : IDisposable
{
    /// <summary>SQLite locks 512 bytes from offset 1 GB on; this byte is 64 KB behind. A lock needs no data at its offset.</summary>
    const long ServerByte = 0x4000_0000 + 0x1_0000;

    /// <summary>20 attempts, 100 ms apart, because after a quick restart the previous process may still be ending.</summary>
    const int MaxAttempts = 20;

    static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    readonly string path;
    FileStream file;
    FileStamp? stamp;

    DatabaseLock(string path, FileStream file) => (this.path, this.file, stamp) = (path, file, FileStamp.TryGet(path));

    /// <exception cref="DatabaseInUseException">Another server has the database open.</exception>
    /// <exception cref="StorageException">The lock file cannot be created.</exception>
    public static DatabaseLock Acquire(string database)
    {
        var path = database + DatabasePaths.LockSuffix;
        return new(path, RetryUntilAcquired(database, () => TryOpenLockFile(path)));
    }

    /// <summary>Locks the byte of the database file on the descriptor that SQLite has just opened.</summary>
    /// <param name="descriptorsBefore">The descriptors of that file before SQLite opened it.</param>
    /// <exception cref="DatabaseInUseException">Another server has the database open.</exception>
    public static void AcquireByteLock(string database, IReadOnlySet<int> descriptorsBefore)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess || UnixSystem.Stat(database) is not { } stamp)
            return;
        var open = UnixSystem.FindDescriptors(stamp);
        var descriptor = open.Except(descriptorsBefore).Append(-1).First();
        if (descriptor < 0)
            descriptor = open.Append(-1).First();
        if (descriptor < 0)
            return;
        // Any other error means that the file system does not support such locks: the lock file must then be enough.
        RetryUntilAcquired<object>(
            database, () => UnixSystem.TryLockByte(descriptor, ServerByte) is AlreadyLocked or AccessDenied ? null : database);
    }

    /// <summary>
    /// Recreates the lock file if it was deleted or replaced, because older versions of this program know no lock but the file.
    /// </summary>
    /// <returns>True if the file was missing or another.</returns>
    public bool RecreateFile()
    {
        if (OperatingSystem.IsWindows() || (FileStamp.TryGet(path) is { } current && stamp is { } own && current.IsSameFile(own)))
            return false;
        try
        {
            if (TryOpenLockFile(path) is not { } recreated)
                return true;
            file.Dispose();
            (file, stamp) = (recreated, FileStamp.TryGet(path));
        }
        catch (StorageException)
        {
            // The byte lock still holds. That the folder takes no file is reported by the next write.
        }

        return true;
    }

    public void Dispose() => file.Dispose();

    /// <summary>EAGAIN and EACCES: both mean that another process has the lock.</summary>
    const int AlreadyLocked = 11, AccessDenied = 13;

    static T RetryUntilAcquired<T>(string database, Func<T?> take)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            if (take() is { } acquired)
                return acquired;
            if (attempt == MaxAttempts)
                throw new DatabaseInUseException(database);
            Thread.Sleep(RetryDelay);
        }
    }

    /// <returns>Null if another process or server has the file open.</returns>
    static FileStream? TryOpenLockFile(string path)
    {
        var options = PrivateFile.CreateOptions(FileMode.OpenOrCreate);
        options.Access = FileAccess.ReadWrite;
        return StorageException.GuardFiles(path, () =>
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException busy) when (IsLockedByAnother(busy))
            {
                return (FileStream?)null;
            }
        });
    }

    /// <summary>EWOULDBLOCK on Linux (11) and macOS (35); a sharing or lock violation on Windows (32, 33).</summary>
    static bool IsLockedByAnother(IOException refused) =>
        OperatingSystem.IsWindows() ? (refused.HResult & 0xffff) is 32 or 33 : refused.HResult is AlreadyLocked or 35;
}
