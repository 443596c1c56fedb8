using System.Diagnostics;
using NgoDashboard.Components.Export.SceneFiles;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>
/// Finds a Chromium: the one named by CHROMIUM_PATH, one in the usual places, Playwright's own, or the system's package. There is no
/// skipping, because a run without a browser would look successful although nothing was tested.
/// </summary>
static class InstalledChromium
{
    const string PathVariable = "CHROMIUM_PATH";

    const string Missing =
        "No Chromium was found and none could be installed: install Chromium, Google Chrome or Microsoft Edge, or name one in CHROMIUM_PATH.";

    static readonly TimeSpan MaxDownloadTime = TimeSpan.FromMinutes(5);

    /// <param name="own">The path at which Playwright keeps the browser that it installs.</param>
    /// <exception cref="InvalidOperationException">No browser was found or installed; the message says what to install.</exception>
    public static string Locate(string own)
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new InvalidOperationException($"{PathVariable} names '{named}', and no file is there.");
        return InstalledBrowsers.CandidatePaths().Append(own).FirstOrDefault(File.Exists)
            ?? LocateAfter(() => InstallByPlaywright(), own)
            ?? LocateAfter(() => InstallSystemPackage(), [.. InstalledBrowsers.CandidatePaths()])
            ?? throw new InvalidOperationException(Missing);
    }

    static string? LocateAfter(Func<bool> install, params string[] places) => install() ? places.FirstOrDefault(File.Exists) : null;

    static bool InstallByPlaywright()
    {
        // On another thread with a time limit, because a network that drops packets must not block the tests for ever.
        var install = Task.Run(() => Microsoft.Playwright.Program.Main(["install", "--no-shell", "chromium"]));
        return install.Wait(MaxDownloadTime) && install.Result == 0;
    }

    static bool InstallSystemPackage() =>
        OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/usr/bin/apt-get")
        && Run("apt-get", "update") && Run("apt-get", "install", "-y", "--no-install-recommends", "chromium");

    static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } });
        if (process is null)
            return false;
        if (process.WaitForExit(MaxDownloadTime))
            return process.ExitCode == 0;
        process.Kill(entireProcessTree: true);
        return false;
    }
}
