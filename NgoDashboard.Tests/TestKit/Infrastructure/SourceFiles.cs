using System.Runtime.CompilerServices;

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>The project as it is written, for rules that the compiler does not hold.</summary>
static class SourceFiles
{
    /// <summary>The folder of the web project.</summary>
    public static string ProjectFolder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(GetThisFilePath())!, "..", "..", "NgoDashboard"));

    /// <summary>Every .cs and .razor file of the web project, by its path in it, with its text.</summary>
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

    static string GetThisFilePath([CallerFilePath] string path = "") => path;
}
