using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NgoDashboard.Bench.Mutants;

/// <summary>Tests that start processes or browsers, and take too long to run for every mutant. Found by words in their source.</summary>
/// <param name="Classes">Classes of which every test does, or may.</param>
/// <param name="Methods">Single tests of other classes.</param>
sealed record HeavyTests(IReadOnlyList<string> Classes, IReadOnlyList<string> Methods)
{
    static readonly string[] HeavyTypeNames = ["ServerProcess", "CommandLineProgram", "LibreOffice.", "BrowserTest", "Process.Start"];

    public static HeavyTests Find(string testsFolder)
    {
        var (classes, methods) = (new List<string>(), new List<string>());
        var files = TestFiles(testsFolder).Where(file => IsHeavy(File.ReadAllText(file)));
        foreach (var declared in files.SelectMany(file =>
            CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()))
        {
            var name = NameOf(declared);
            var heavy = declared.Members.Where(member => IsHeavy(member.ToString())).ToArray();
            // If a helper method does, any test of the class may call it.
            if (IsHeavy($"{declared.BaseList}{declared.ParameterList}") || !heavy.All(IsTest))
                classes.Add(name);
            else
                methods.AddRange(heavy.Select(member => $"{name}.{((MethodDeclarationSyntax)member).Identifier.Text}"));
        }

        return new([.. classes.Order(StringComparer.Ordinal)], [.. methods.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Arguments of the test runner that exclude them.</summary>
    public IEnumerable<string> CreateRunnerArguments() =>
        [.. Classes.SelectMany(name => (string[])["-class-", name]), .. Methods.SelectMany(name => (string[])["-method-", name])];

    internal static IEnumerable<string> TestFiles(string testsFolder) => Directory.EnumerateFiles(testsFolder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Where(file => !file.Contains("/TestKit/", StringComparison.Ordinal));

    internal static string NameOf(ClassDeclarationSyntax declared) =>
        $"{declared.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name}.{declared.Identifier.Text}";

    static bool IsHeavy(string text) => HeavyTypeNames.Any(word => text.Contains(word, StringComparison.Ordinal));

    internal static bool IsTest(MemberDeclarationSyntax member) => member is MethodDeclarationSyntax method
        && method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");
}
