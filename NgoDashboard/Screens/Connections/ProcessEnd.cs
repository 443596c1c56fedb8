using System.Runtime.InteropServices;

namespace NgoDashboard.Screens.Connections;

/// <summary>Ends the process at once, also where it has no descriptor left to load what an orderly end needs.</summary>
static class ProcessEnd
{
    /// <summary>Finds the system's call while there are descriptors.</summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsWindows())
            Marshal.Prelink(typeof(ProcessEnd).GetMethod(nameof(_exit), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!);
    }

    public static void ExitImmediately(int code)
    {
        if (OperatingSystem.IsWindows())
            Environment.Exit(code);
        else
            _exit(code);
    }

    [DllImport("libc")]
    static extern void _exit(int status);
}
