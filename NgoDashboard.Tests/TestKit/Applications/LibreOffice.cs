using System.Diagnostics;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>The spreadsheets' other program, where it is installed.</summary>
static class LibreOffice
{
    public static string? ExecutablePath { get; } = GetCandidatePaths().FirstOrDefault(File.Exists);

    /// <summary>Opens the workbooks in a folder and saves each of them anew.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> ConvertToXlsx(IReadOnlyList<string> files, string into, string profile)
    {
        var start = new ProcessStartInfo(ExecutablePath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A profile of its own: it opens nothing in the windows of who is working here.
        foreach (var argument in (string[])[$"-env:UserInstallation={new Uri(profile)}", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", into, .. files])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice did not start.");
        try
        {
            var (said, wrong) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return await said + await wrong;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    static IEnumerable<string> GetCandidatePaths() => OperatingSystem.IsWindows()
        ? ((string[])["ProgramFiles", "ProgramFiles(x86)"]).Select(Environment.GetEnvironmentVariable).OfType<string>().Select(root => Path.Combine(root, @"LibreOffice\program\soffice.exe"))
        : [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Select(folder => Path.Combine(folder, "soffice")), "/Applications/LibreOffice.app/Contents/MacOS/soffice"];
}
