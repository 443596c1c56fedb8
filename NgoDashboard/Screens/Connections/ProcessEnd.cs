using System.Reflection;
using System.Runtime.InteropServices;

namespace NgoDashboard.Screens.Connections;

/// <summary>Ends the process immediately, even without a free file descriptor for the assemblies that an orderly exit loads.</summary>
static class ProcessEnd
{
    /// <summary>Binds the native function while there are free descriptors.</summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsWindows())
            Marshal.Prelink(typeof(ProcessEnd).GetMethod(nameof(_exit), BindingFlags.Static | BindingFlags.NonPublic)!);
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
