using System.Diagnostics;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Language;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>
/// Finds a Chromium as the product does; where none is installed, lets Playwright or the system's packages install one. There is no
/// skipping, because a run without a browser would look successful although nothing was tested.
/// </summary>
static class InstalledChromium
{
    const string Missing =
        "No Chromium was found and none could be installed: install Chromium, Google Chrome or Microsoft Edge, or name one in "
        + $"{InstalledBrowsers.PathSetting} or {InstalledBrowsers.PathVariable}.";

    static readonly TimeSpan MaxDownloadTime = TimeSpan.FromMinutes(5);

    /// <param name="own">The path at which Playwright keeps the browser that it installs.</param>
    /// <exception cref="InvalidSettingException">A browser is named that cannot be executed.</exception>
    /// <exception cref="InvalidOperationException">No browser was found or installed; the message says what to install.</exception>
    public static string Locate(string own) =>
        FindExecutable()
        ?? (File.Exists(own) || InstallByPlaywright() ? own : null)
        ?? (InstallSystemPackage() ? FindExecutable() : null)
        ?? throw new InvalidOperationException(Missing);

    static string? FindExecutable() => InstalledBrowsers.FindExecutable(SettingsReader.FromEnvironment());

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
