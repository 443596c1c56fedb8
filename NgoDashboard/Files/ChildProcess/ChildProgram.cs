using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>How this program starts itself once more: as a file of its own, with the runtime's program, or from within a test runner.</summary>
static class ChildProgram
{
    /// <summary>What a child needs of the environment; it reads files of strangers, and gets no key and no setting.</summary>
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

        (string Name, string? Value)[] environment = [.. PassedEnvironmentVariables.Select(name => (name, Environment.GetEnvironmentVariable(name)))];
        start.Environment.Clear();
        foreach (var (name, value) in environment.Where(one => one.Value is not null))
            start.Environment[name] = value;
        // Read by the runtime as hexadecimal.
        start.Environment["DOTNET_GCHeapHardLimit"] = options.HeapLimitBytes.ToString("X", null);
        // The server's collector keeps a heap for each processor, and its threads; one file needs neither.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // A process that reads one file has no use for counting first which of its branches are taken.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    static string[] HostCommand()
    {
        var library = typeof(ChildProgram).Assembly.Location;
        // Published as one file, the program has no library beside it.
        if (library.Length == 0)
            return [Environment.ProcessPath!];
        // In a test runner or under "dotnet", the process is another program than this: the runtime that runs it runs the library too.
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet" + suffix));
        return File.Exists(host) ? [host, library] : [Path.ChangeExtension(library, null) + suffix];
    }
}
