using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>
/// How this program starts itself as a child process: from its own executable, with the dotnet host, or from within a test runner.
/// </summary>
static class ChildProgram
{
    /// <summary>The only environment variables that a child gets: it reads untrusted files, so it gets no key and no setting.</summary>
    static readonly string[] PassedEnvironmentVariables =
    [
        "PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "windir", "LD_LIBRARY_PATH", "LANG",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
    ];

    public static ProcessStartInfo CreateStartInfo(FileReadingOptions options, bool isWarm)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var part in (string[])[.. HostCommand(), ReadFileCommand.Name, .. isWarm ? [ReadFileCommand.WarmUpOption] : (string[])[]])
        {
            if (start.FileName.Length == 0)
                start.FileName = part;
            else
                start.ArgumentList.Add(part);
        }

        (string Name, string? Value)[] environment =
            [.. PassedEnvironmentVariables.Select(name => (name, Environment.GetEnvironmentVariable(name)))];
        start.Environment.Clear();
        foreach (var (name, value) in environment.Where(variable => variable.Value is not null))
            start.Environment[name] = value;
        // The runtime reads the value as hexadecimal.
        start.Environment["DOTNET_GCHeapHardLimit"] = options.HeapLimitBytes.ToString("X", null);
        // The server's garbage collector keeps a heap and threads for each processor, and one file needs neither.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // Profiling for later optimisation does not pay in a process that reads one file.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    static string[] HostCommand()
    {
        var library = typeof(ChildProgram).Assembly.Location;
        // A program that was published as a single file has no assembly file.
        if (library.Length == 0)
            return [Environment.ProcessPath!];
        // In a test runner or under "dotnet" this process runs another program, so its runtime's host is started with the assembly.
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet" + suffix));
        return File.Exists(host) ? [host, library] : [Path.ChangeExtension(library, null) + suffix];
    }
}
