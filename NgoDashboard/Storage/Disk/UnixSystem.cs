using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NgoDashboard.Storage.Disk;

/// <summary>What stat tells of a file without opening it: identity, size and time of the last write.</summary>
/// <param name="Inode">Identifies the file itself: a new file under the same name has a different one.</param>
/// <param name="Modified">Time of the last write; comparable for equality only, the unit depends on the system.</param>
readonly record struct FileStamp(ulong Device, ulong Inode, long SizeBytes, long Modified, uint OwnerUserId)
{
    public bool IsSameFile(FileStamp other) => (Device, Inode) == (other.Device, other.Inode);

    /// <summary>
    /// Never opens the file, because closing any descriptor of it drops the POSIX locks that SQLite holds on it in this process.
    /// </summary>
    /// <returns>Null if there is no file.</returns>
    public static FileStamp? TryGet(string path)
    {
        if (OperatingSystem.IsLinux())
            return UnixSystem.Stat(path);
        var file = new FileInfo(path);
        // On Windows an open file cannot be deleted or replaced; on macOS the time of its creation has to identify it.
        return file.Exists
            ? new(0, (ulong)file.CreationTimeUtc.Ticks, file.Length, OperatingSystem.IsWindows() ? 0 : file.LastWriteTimeUtc.Ticks, 0)
            : null;
    }
}

/// <summary>System calls that .NET does not offer; except for umask they are called on Linux only.</summary>
static class UnixSystem
{
    const int AtFdCwd = -100;
    const int AtEmptyPath = 0x1000;
    const uint StatxBasicStats = 0x7ff;
    const int FcntlOfdSetLock = 37;
    const short FcntlWriteLock = 1;

    /// <summary>Sets umask 077, so that files which SQLite creates are readable by this account alone.</summary>
    public static void CreateFilesForThisAccountOnly()
    {
        if (!OperatingSystem.IsWindows())
            _ = umask(Convert.ToUInt32("077", 8));
    }

    public static FileStamp? Stat(string path) => Stat(AtFdCwd, path, 0);

    public static FileStamp? Stat(int descriptor) => Stat(descriptor, "", AtEmptyPath);

    public static uint EffectiveUserId => geteuid();

    /// <returns>0 if this account can read and write it (and enter it, if it is a folder); otherwise errno.</returns>
    public static int CheckAccess(string path, bool isFolder) =>
        access(ToNullTerminatedUtf8(path), isFolder ? 7 : 6) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>The descriptors under which this process has that file open.</summary>
    public static IReadOnlySet<int> FindDescriptors(FileStamp file) =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd")
            .Select(entry => int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture))
            .Where(number => Stat(number) is { } open && open.IsSameFile(file))
            .ToHashSet();

    /// <summary>
    /// Locks one byte by an open-file-description lock (F_OFD_SETLK). It outlives the deletion of the file's name, the closing of other
    /// descriptors of the file, and SQLite's own unlocking, which releases only the locks of the process.
    /// </summary>
    /// <returns>0 if the lock is held now; otherwise errno.</returns>
    public static int TryLockByte(int descriptor, long position)
    {
        var byteLock = new Flock { Type = FcntlWriteLock, Start = position, Length = 1 };
        return fcntl(descriptor, FcntlOfdSetLock, ref byteLock) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    static FileStamp? Stat(int folder, string path, int flags)
    {
        // statx and not stat, because struct statx has the same layout on every processor. The offsets are those of linux/stat.h.
        var buffer = new byte[256];
        if (statx(folder, ToNullTerminatedUtf8(path), flags, StatxBasicStats, buffer) != 0)
            return null;
        return new(
            ((ulong)BitConverter.ToUInt32(buffer, 136) << 32) | BitConverter.ToUInt32(buffer, 140),
            BitConverter.ToUInt64(buffer, 32),
            BitConverter.ToInt64(buffer, 40),
            (BitConverter.ToInt64(buffer, 112) * 1_000_000_000) + BitConverter.ToUInt32(buffer, 120),
            BitConverter.ToUInt32(buffer, 20));
    }

    static byte[] ToNullTerminatedUtf8(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", SetLastError = true)]
    static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] answer);

    [DllImport("libc", SetLastError = true)]
    static extern int access(byte[] path, int mode);

    [DllImport("libc", SetLastError = true)]
    static extern int fcntl(int descriptor, int command, ref Flock wanted);

    [DllImport("libc")]
    static extern uint geteuid();

    [DllImport("libc")]
    static extern uint umask(uint mask);

    /// <summary>Layout of struct flock on 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct Flock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }
}
