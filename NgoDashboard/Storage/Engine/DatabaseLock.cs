using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// One server per database. Two locks, because neither is enough alone: the file beside it (<c>.lock</c>), which every system knows and
/// which also keeps two servers of one process apart; and on Linux a byte of the database file itself, far behind those that SQLite locks,
/// taken on SQLite's own descriptor. That one goes with the file and not with a name: removing <c>.lock</c> does not lift it. Neither
/// stands in the way of those who read. The system lets go of both when the process dies, however it dies.
/// </summary>
sealed class DatabaseLock : IDisposable
{
    /// <summary>SQLite locks 512 bytes from 1 GB on; this is far behind them. It does not matter that the file does not reach there.</summary>
    const long ServerByte = 0x4000_0000 + 0x1_0000;

    /// <summary>At a quick restart the server before may still be dying.</summary>
    const int MaxAttempts = 20;

    static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    readonly string path;
    FileStream file;
    FileStamp? stamp;

    DatabaseLock(string path, FileStream file) => (this.path, this.file, stamp) = (path, file, FileStamp.TryGet(path));

    /// <exception cref="DatabaseInUseException">Another server has it.</exception>
    /// <exception cref="StorageException">The folder does not take a file.</exception>
    public static DatabaseLock Acquire(string database)
    {
        var path = database + DatabasePaths.LockSuffix;
        return new(path, RetryUntilAcquired(database, () => TryOpenLockFile(path)));
    }

    /// <summary>Takes the byte of the database file, now that SQLite has it open.</summary>
    /// <param name="descriptorsBefore">The descriptors of that file before SQLite opened it.</param>
    /// <exception cref="DatabaseInUseException">Another server has it.</exception>
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
        // Any other error: the file system knows no such lock, and the file beside the database has to do.
        RetryUntilAcquired<object>(database, () => UnixSystem.TryLockByte(descriptor, ServerByte) is AlreadyLocked or AccessDenied ? null : database);
    }

    /// <summary>Makes the file again where it was removed or replaced, so that a server of an older build meets it too.</summary>
    /// <returns>Whether it had to be made again.</returns>
    public bool RecreateFile()
    {
        if (OperatingSystem.IsWindows() || (FileStamp.TryGet(path) is { } now && stamp is { } own && now.IsSameFile(own)))
            return false;
        try
        {
            if (TryOpenLockFile(path) is not { } again)
                return true;
            file.Dispose();
            (file, stamp) = (again, FileStamp.TryGet(path));
        }
        catch (StorageException)
        {
            // The byte of the database holds; the folder refuses a file, which a write will tell.
        }

        return true;
    }

    public void Dispose() => file.Dispose();

    /// <summary>EAGAIN and EACCES: both mean that another has the lock.</summary>
    const int AlreadyLocked = 11, AccessDenied = 13;

    static T RetryUntilAcquired<T>(string database, Func<T?> take)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            if (take() is { } taken)
                return taken;
            if (attempt == MaxAttempts)
                throw new DatabaseInUseException(database);
            Thread.Sleep(RetryDelay);
        }
    }

    /// <returns>Null where another has it.</returns>
    static FileStream? TryOpenLockFile(string path)
    {
        var options = PrivateFile.CreateOptions(FileMode.OpenOrCreate);
        options.Access = FileAccess.ReadWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException busy) when (IsLockedByAnother(busy))
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.For(refused, path);
        }
    }

    /// <summary>EWOULDBLOCK of Linux and macOS; a violation of sharing or locking on Windows.</summary>
    static bool IsLockedByAnother(IOException refused) =>
        OperatingSystem.IsWindows() ? (refused.HResult & 0xffff) is 32 or 33 : refused.HResult is AlreadyLocked or 35;
}
