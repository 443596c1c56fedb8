using System.Diagnostics;
using NgoDashboard.Components.Printed;

namespace NgoDashboard.Tests.Browser;

/// <summary>
/// Where a Chromium is: the one that is named, one of the usual places, Playwright's own, the system's package. A test without a
/// browser would say that all is well when nothing was looked at, so there is no skipping.
/// </summary>
static class InstalledChromium
{
    const string Setting = "CHROMIUM_PATH";

    const string Missing =
        "No Chromium was found and none could be installed: install Chromium, Google Chrome or Microsoft Edge, or name one in CHROMIUM_PATH.";

    static readonly TimeSpan LongestDownload = TimeSpan.FromMinutes(5);

    /// <param name="own">Where Playwright keeps the one that it installs.</param>
    /// <exception cref="InvalidOperationException">There is none; the message says what to install.</exception>
    public static string Find(string own)
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new InvalidOperationException($"{Setting} names '{named}', and no file is there.");
        return InstalledBrowsers.Places().Append(own).FirstOrDefault(File.Exists)
            ?? Installed(() => Playwright(), own)
            ?? Installed(() => SystemPackage(), [.. InstalledBrowsers.Places()])
            ?? throw new InvalidOperationException(Missing);
    }

    static string? Installed(Func<bool> install, params string[] places) => install() ? places.FirstOrDefault(File.Exists) : null;

    static bool Playwright()
    {
        // In a thread of its own: a network that swallows packets must not hold up the tests for ever.
        var install = Task.Run(() => Microsoft.Playwright.Program.Main(["install", "--no-shell", "chromium"]));
        return install.Wait(LongestDownload) && install.Result == 0;
    }

    static bool SystemPackage() =>
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
