using System.Runtime.InteropServices;
using System.Text;

namespace NgoDashboard.Storage.Disk;

/// <summary>What the system says of a file without opening it.</summary>
/// <param name="Inode">Of the file itself: another file under the same name has another.</param>
/// <param name="Modified">When it was written last, in an unspecified unit.</param>
readonly record struct FileStamp(ulong Device, ulong Inode, long SizeBytes, long Modified, uint OwnerUserId)
{
    public bool IsSameFile(FileStamp other) => (Device, Inode) == (other.Device, other.Inode);

    /// <summary>Never opens the file: closing it again would drop the locks that SQLite holds on it in this process.</summary>
    /// <returns>Null where there is none.</returns>
    public static FileStamp? TryGet(string path)
    {
        if (OperatingSystem.IsLinux())
            return UnixSystem.Stat(path);
        var file = new FileInfo(path);
        // A file that is open cannot be deleted or replaced on Windows; elsewhere the time of its making tells it from another.
        return file.Exists
            ? new(0, (ulong)file.CreationTimeUtc.Ticks, file.Length, OperatingSystem.IsWindows() ? 0 : file.LastWriteTimeUtc.Ticks, 0)
            : null;
    }
}

/// <summary>Calls of Linux for which .NET has no name.</summary>
static class UnixSystem
{
    const int AtFdCwd = -100;
    const int AtEmptyPath = 0x1000;
    const uint StatxBasicStats = 0x7ff;
    const int FcntlOfdSetLock = 37;
    const short FcntlWriteLock = 1;

    /// <summary>What the process creates from here on, the database's own files among it, is for its account alone.</summary>
    public static void CreateFilesForThisAccountOnly()
    {
        if (!OperatingSystem.IsWindows())
            _ = umask(Convert.ToUInt32("077", 8));
    }

    public static FileStamp? Stat(string path) => Stat(AtFdCwd, path, 0);

    public static FileStamp? Stat(int descriptor) => Stat(descriptor, "", AtEmptyPath);

    /// <summary>The account of this process, by number.</summary>
    public static uint EffectiveUserId => geteuid();

    /// <returns>0 where it may be read and written (and entered, if it is a folder); else the system's error.</returns>
    public static int CheckAccess(string path, bool isFolder) =>
        access(ToNullTerminatedUtf8(path), isFolder ? 7 : 6) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>The numbers under which this process has that file open.</summary>
    public static IReadOnlySet<int> FindDescriptors(FileStamp file) =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, out var number) ? number : -1)
            .Where(number => number >= 0 && Stat(number) is { } open && open.IsSameFile(file))
            .ToHashSet();

    /// <summary>
    /// A lock of one byte that belongs to the open file description: not lifted by a removed name, nor by another descriptor of the same
    /// file that is closed, nor by SQLite, which unlocks what belongs to the process.
    /// </summary>
    /// <returns>0 where it is held now; else the system's error.</returns>
    public static int TryLockByte(int descriptor, long position)
    {
        var wanted = new Flock { Type = FcntlWriteLock, Start = position, Length = 1 };
        return fcntl(descriptor, FcntlOfdSetLock, ref wanted) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    static FileStamp? Stat(int folder, string path, int flags)
    {
        // struct statx has the same layout on every processor, which struct stat has not.
        var answer = new byte[256];
        if (statx(folder, ToNullTerminatedUtf8(path), flags, StatxBasicStats, answer) != 0)
            return null;
        return new(
            ((ulong)BitConverter.ToUInt32(answer, 136) << 32) | BitConverter.ToUInt32(answer, 140),
            BitConverter.ToUInt64(answer, 32),
            BitConverter.ToInt64(answer, 40),
            (BitConverter.ToInt64(answer, 112) * 1_000_000_000) + BitConverter.ToUInt32(answer, 120),
            BitConverter.ToUInt32(answer, 20));
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

    /// <summary>struct flock of 64-bit Linux.</summary>
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
