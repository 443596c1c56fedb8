using System.Runtime.InteropServices;

namespace NgoDashboard.Screens.Connections;

/// <summary>The limit of open file descriptors of this process (RLIMIT_NOFILE); sockets count too.</summary>
static class DescriptorLimit
{
    const int OpenFilesOfLinux = 7, OpenFilesOfMacOS = 8;

    /// <summary>More than any meeting needs; larger descriptor tables cost memory.</summary>
    const long MaxLimit = 1 << 20;

    /// <summary>Raises the soft limit to the hard limit.</summary>
    /// <returns>The limit in effect; null on a system without one.</returns>
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

    /// <summary>Descriptors open now, including loaded assemblies; 0 where the system does not say.</summary>
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
