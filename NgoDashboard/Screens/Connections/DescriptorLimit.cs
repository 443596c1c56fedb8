using System.Runtime.InteropServices;

namespace NgoDashboard.Screens.Connections;

/// <summary>How many files, sockets among them, the system lets this process have open.</summary>
static class DescriptorLimit
{
    const int OpenFilesOfLinux = 7, OpenFilesOfMacOS = 8;

    /// <summary>More than this no meeting needs, and tables of such a size cost.</summary>
    const long MaxLimit = 1 << 20;

    /// <summary>Raises what the process may to what it could.</summary>
    /// <returns>Null on a system without such a limit.</returns>
    public static long? RaiseToHardLimit()
    {
        if (OperatingSystem.IsWindows())
            return null;
        var kind = OperatingSystem.IsMacOS() ? OpenFilesOfMacOS : OpenFilesOfLinux;
        if (getrlimit(kind, out var limit) != 0)
            return null;
        var raised = limit with { Soft = Math.Min(limit.Hard, MaxLimit) };
        if (raised.Soft > limit.Soft && setrlimit(kind, in raised) == 0)
            limit = raised;
        return (long)Math.Min(limit.Soft, MaxLimit);
    }

    /// <summary>Those that are open now: every loaded assembly among them.</summary>
    public static int OpenCount
    {
        get
        {
            try
            {
                return Directory.EnumerateFileSystemEntries(OperatingSystem.IsLinux() ? "/proc/self/fd" : "/dev/fd").Count();
            }
            catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    [DllImport("libc", SetLastError = true)]
    static extern int getrlimit(int kind, out Limit limit);

    [DllImport("libc", SetLastError = true)]
    static extern int setrlimit(int kind, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    record struct Limit(ulong Soft, ulong Hard);
}
