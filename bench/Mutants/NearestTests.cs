using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// Which test classes speak of a file's type most often: they are run first, because most mutants die in one of them within seconds, where
/// a whole room takes half a minute. What lives through them is run against the whole room all the same.
/// </summary>
sealed class NearestTests
{
    const int Most = 5;

    readonly List<(string Class, string Text)> classes = [];

    public NearestTests(string testsFolder, HeavyTests heavy)
    {
        foreach (var file in HeavyTests.TestFiles(testsFolder))
        {
            var text = File.ReadAllText(file);
            foreach (var declared in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                .Where(declared => declared.Members.Any(HeavyTests.IsTest)))
            {
                var name = HeavyTests.NameOf(declared);
                if (!heavy.Classes.Contains(name))
                    classes.Add((name, declared.ToString()));
            }
        }
    }

    /// <summary>In whatever room: a type is often tried by the tests of its neighbours. None where no test names it.</summary>
    /// <param name="file">Named like its type: <c>Access/Keyring.cs</c>.</param>
    public IReadOnlyList<string> For(string file)
    {
        var type = new Regex($@"\b{Regex.Escape(Path.GetFileName(file).Split('.')[0])}");
        return
        [
            .. classes.Select(one => (one.Class, Count: type.Count(one.Text))).Where(one => one.Count > 0)
                .OrderByDescending(one => one.Count).ThenBy(one => one.Class, StringComparer.Ordinal).Take(Most).Select(one => one.Class),
        ];
    }
}
