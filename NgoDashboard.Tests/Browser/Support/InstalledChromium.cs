using System.Diagnostics;
using NgoDashboard.Components.Export.SceneFiles;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>
/// Where a Chromium is: the one that is named, one of the usual places, Playwright's own, the system's package. A test without a
/// browser would say that all is well when nothing was looked at, so there is no skipping.
/// </summary>
static class InstalledChromium
{
    const string PathVariable = "CHROMIUM_PATH";

    const string Missing =
        "No Chromium was found and none could be installed: install Chromium, Google Chrome or Microsoft Edge, or name one in CHROMIUM_PATH.";

    static readonly TimeSpan LongestDownload = TimeSpan.FromMinutes(5);

    /// <param name="own">Where Playwright keeps the one that it installs.</param>
    /// <exception cref="InvalidOperationException">There is none; the message says what to install.</exception>
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
        // In a thread of its own: a network that swallows packets must not hold up the tests for ever.
        var install = Task.Run(() => Microsoft.Playwright.Program.Main(["install", "--no-shell", "chromium"]));
        return install.Wait(LongestDownload) && install.Result == 0;
    }

    static bool InstallSystemPackage() =>
        OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/usr/bin/apt-get")
        && Run("apt-get", "update") && Run("apt-get", "install", "-y", "--no-install-recommends", "chromium");

    static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } });
        if (process is null)
            return false;
        if (process.WaitForExit(LongestDownload))
            return process.ExitCode == 0;
        process.Kill(entireProcessTree: true);
        return false;
    }
}
