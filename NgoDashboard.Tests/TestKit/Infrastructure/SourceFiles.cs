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
    public static IReadOnlyList<(string Path, string Text)> All { get; } =
    [
        .. Directory.EnumerateFiles(ProjectFolder, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
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
