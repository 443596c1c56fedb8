using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// The test classes that mention a file's type most often. They run first, because they kill most mutants within seconds, while a whole
/// room takes half a minute. A mutant that survives them is still run against the whole room.
/// </summary>
sealed class NearestTests
{
    const int MaxClasses = 5;

    readonly List<(string Class, string Text)> classes = [];

    /// <param name="testsFolder">The folder of their sources.</param>
    /// <param name="candidates">Full names of the classes with tests that are run.</param>
    public NearestTests(string testsFolder, IReadOnlySet<string> candidates)
    {
        foreach (var file in FindSources(testsFolder))
        {
            foreach (var declared in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                var name = GetFullName(declared);
                if (candidates.Contains(name))
                    classes.Add((name, declared.ToString()));
            }
        }
    }

    /// <summary>In any room, because the tests of its neighbours often test a type too. Empty if no test mentions it.</summary>
    /// <param name="file">A path whose file is named like its type: <c>Access/Keys/Keyring.cs</c>.</param>
    public IReadOnlyList<string> For(string file)
    {
        var type = new Regex($@"\b{Regex.Escape(Path.GetFileName(file).Split('.')[0])}");
        return
        [
            .. classes.Select(test => (test.Class, Count: type.Count(test.Text))).Where(test => test.Count > 0)
                .OrderByDescending(test => test.Count).ThenBy(test => test.Class, StringComparer.Ordinal).Take(MaxClasses)
                .Select(test => test.Class),
        ];
    }

    static IEnumerable<string> FindSources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    static string GetFullName(ClassDeclarationSyntax declared) =>
        $"{declared.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name}.{declared.Identifier.Text}";
}
