using System.Diagnostics;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>LibreOffice, if it is installed: a second program that must be able to open our workbooks.</summary>
static class LibreOffice
{
    public static string? ExecutablePath { get; } = GetCandidatePaths().FirstOrDefault(File.Exists);

    /// <summary>Opens each workbook and saves it as XLSX.</summary>
    /// <returns>Its output.</returns>
    public static async Task<string> ConvertToXlsx(IReadOnlyList<string> files, string into, string profile)
    {
        var start = new ProcessStartInfo(ExecutablePath!);
        // An own profile: otherwise it would use the windows of a LibreOffice that runs on this machine.
        foreach (var argument in (string[])[$"-env:UserInstallation={new Uri(profile)}", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", into, .. files])
            start.ArgumentList.Add(argument);
        return (await ProgramRunner.Run(start)).Output;
    }

    static IEnumerable<string> GetCandidatePaths() => OperatingSystem.IsWindows()
        ? ((string[])["ProgramFiles", "ProgramFiles(x86)"]).Select(Environment.GetEnvironmentVariable).OfType<string>().Select(root => Path.Combine(root, @"LibreOffice\program\soffice.exe"))
        : [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Select(folder => Path.Combine(folder, "soffice")), "/Applications/LibreOffice.app/Contents/MacOS/soffice"];
}
