using System.Runtime.CompilerServices;

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>The sources of the web project, for rules that the compiler does not hold.</summary>
static class SourceFiles
{
    /// <summary>The folder of the solution: the nearest one above this file that holds NgoDashboard.sln.</summary>
    public static string SolutionFolder { get; } = FindSolutionFolder();

    /// <summary>The folder of the web project.</summary>
    public static string ProjectFolder { get; } = Path.Combine(SolutionFolder, "NgoDashboard");

    /// <summary>Every .cs and .razor file of the web project, by its path in it (with slashes), with its text.</summary>
    public static IReadOnlyList<(string Path, string Text)> All { get; } = ReadFiles(".cs", ".razor");

    /// <summary>Every module that the build bundles to a browser script, by its path in the web project, with its text.</summary>
    public static IReadOnlyList<(string Path, string Text)> ScriptModules { get; } =
        [.. ReadFiles(".js").Where(file => file.Path.StartsWith("Scripts/", StringComparison.Ordinal))];

    /// <summary>Every style sheet that was written here, by its path in the web project, with its text: not those that the build makes.</summary>
    public static IReadOnlyList<(string Path, string Text)> StyleSheets { get; } =
        [.. ReadFiles(".css").Where(file => IsOwnStyleSheet(file.Path) && !file.Text.StartsWith("/* Made from", StringComparison.Ordinal))];

    static bool IsOwnStyleSheet(string path) =>
        path.StartsWith("Styles/", StringComparison.Ordinal) || path.StartsWith("wwwroot/css/", StringComparison.Ordinal);

    static (string Path, string Text)[] ReadFiles(params string[] extensions) =>
    [
        .. Directory.EnumerateFiles(ProjectFolder, "*.*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Select(file => (Path: Path.GetRelativePath(ProjectFolder, file).Replace('\\', '/'), file))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal)
                           && !file.Path.StartsWith("node_modules/", StringComparison.Ordinal))
            .Select(file => (file.Path, File.ReadAllText(file.file)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    static string FindSolutionFolder([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "NgoDashboard.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"No folder above {thisFile} holds NgoDashboard.sln.");
    }
}
