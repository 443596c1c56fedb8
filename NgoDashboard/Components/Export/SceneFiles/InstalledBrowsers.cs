namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>Where Chromium-based browsers are usually installed.</summary>
public static class InstalledBrowsers
{
    /// <summary>In the order in which they are tried; the files need not exist.</summary>
    public static IEnumerable<string> CandidatePaths()
    {
        if (OperatingSystem.IsWindows())
        {
            string[] roots =
            [
                .. ((string[])["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"])
                    .Select(Environment.GetEnvironmentVariable).OfType<string>(),
            ];
            string[] programs =
            [
                @"Chromium\Application\chrome.exe", @"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe",
            ];
            return programs.SelectMany(_ => roots, (program, root) => Path.Combine(root, program));
        }

        if (OperatingSystem.IsMacOS())
        {
            return ((string[])["Chromium", "Google Chrome", "Microsoft Edge"])
                .Select(name => $"/Applications/{name}.app/Contents/MacOS/{name}");
        }

        string[] names =
        [
            "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable",
        ];
        // The usual folders too, because a service may be started with another PATH.
        string[] folders =
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            "/usr/bin",
            "/snap/bin",
        ];
        return [.. names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name)), "/opt/google/chrome/chrome"];
    }
}
