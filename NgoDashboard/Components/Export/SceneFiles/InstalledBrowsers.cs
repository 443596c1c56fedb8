using NgoDashboard.Language;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>Finds a Chromium-based browser: for the pictures of the product, for its tests in a browser, and for the bench.</summary>
public static class InstalledBrowsers
{
    /// <summary>Path of the browser; empty to use none. Without it the variable decides, and else the usual places are searched.</summary>
    public const string PathSetting = "Browser__Path";

    /// <summary>The environment variable by which other programs are told where Chromium is.</summary>
    public const string PathVariable = "CHROMIUM_PATH";

    /// <returns>Null if none is installed or the setting is empty.</returns>
    /// <exception cref="InvalidSettingException">The named file is missing or cannot be executed.</exception>
    public static string? FindExecutable(SettingsReader settings)
    {
        if (settings.IsBlank(PathSetting))
            return null;
        foreach (var name in (string[])[PathSetting, PathVariable])
        {
            if (settings.ReadExactText(name) is { } path)
            {
                return IsExecutable(path)
                    ? path
                    : throw InvalidSettingException.ForValue(name, path, language => language.Words.Api["setting-executable"]);
            }
        }

        return CandidatePaths().FirstOrDefault(IsExecutable);
    }

    /// <summary>The usual places, in the order in which they are tried; the files need not exist.</summary>
    static IEnumerable<string> CandidatePaths()
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
        return names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name))
            .Append("/opt/google/chrome/chrome").Concat(PlaywrightPaths());
    }

    /// <summary>Last, because only a developer's machine has it: the browser that the tests download where no other is installed.</summary>
    static IEnumerable<string> PlaywrightPaths()
    {
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ms-playwright");
        return Directory.Exists(cache) ? Directory.EnumerateFiles(cache, "chrome", SearchOption.AllDirectories) : [];
    }

    static bool IsExecutable(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0);
    }
}
