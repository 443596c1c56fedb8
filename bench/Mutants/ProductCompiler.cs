using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NgoDashboard.Bench.Mutants;

/// <summary>Compiles the product with one mutant, with the compiler arguments of its own build.</summary>
sealed class ProductCompiler
{
    readonly CSharpCommandLineArguments arguments;
    readonly CSharpCompilation unchanged;
    readonly Dictionary<string, SyntaxTree> trees;

    public ProductCompiler(ProductCopy copy)
    {
        arguments = CSharpCommandLineParser.Default.Parse(File.ReadAllLines(copy.ArgumentsFile), copy.ProductFolder, sdkDirectory: null);
        if (arguments.Errors.FirstOrDefault(error => error.Severity == DiagnosticSeverity.Error) is { } wrong)
            throw new BenchException($"The compiler's arguments are not understood: {wrong}");
        var parse = arguments.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        string[] sources = [.. arguments.SourceFiles.Select(file => file.Path), .. copy.GeneratedSources()];
        SyntaxTree[] parsed =
            [.. sources.AsParallel().AsOrdered()
                .Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), parse, path))];
        trees = parsed.Take(arguments.SourceFiles.Length).Where(tree => IsBelow(copy.ProductFolder, tree.FilePath))
            .ToDictionary(tree => Path.GetRelativePath(copy.ProductFolder, tree.FilePath).Replace('\\', '/'));
        unchanged = CSharpCompilation.Create(
            arguments.CompilationName ?? "NgoDashboard",
            parsed,
            arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
            // Warnings are ignored: a mutant may leave a variable unused or a null unguarded.
            arguments.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Suppress).WithSpecificDiagnosticOptions([]));
    }

    /// <summary>All mutants of the selected files, by file and position.</summary>
    public IReadOnlyList<Mutant> FindMutants(Func<string, bool> isMutated) =>
    [
        .. trees.Where(tree => isMutated(tree.Key) && !tree.Key.StartsWith("obj/", StringComparison.Ordinal))
            .OrderBy(tree => tree.Key, StringComparer.Ordinal)
            .SelectMany(tree => MutantFinder.Find(unchanged.GetSemanticModel(tree.Value), tree.Key)),
    ];

    /// <summary>Whether the mutant's file compiles; the other files hardly ever depend on what a mutant changes.</summary>
    public bool Compiles(Mutant mutant)
    {
        var (compilation, tree) = ApplyMutant(mutant);
        return !tree.GetDiagnostics().Concat(compilation.GetSemanticModel(tree).GetDiagnostics())
            .Any(found => found.Severity == DiagnosticSeverity.Error);
    }

    /// <param name="mutant">Null for the product as it is.</param>
    /// <returns>The first error; null if it compiles.</returns>
    public string? CompileTo(Mutant? mutant, string path)
    {
        var compilation = mutant is null ? unchanged : ApplyMutant(mutant).Compilation;
        // Deletes before writing, because the file is a hard link that the workers share.
        File.Delete(path);
        using var file = File.Create(path);
        var emitted = compilation.Emit(file, manifestResources: arguments.ManifestResources, options: arguments.EmitOptions);
        return emitted.Success ? null : emitted.Diagnostics.First(found => found.Severity == DiagnosticSeverity.Error).ToString();
    }

    (CSharpCompilation Compilation, SyntaxTree Tree) ApplyMutant(Mutant mutant)
    {
        var tree = trees[mutant.File];
        var changed = tree.WithChangedText(tree.GetText().WithChanges(new TextChange(mutant.Span, mutant.Replacement)));
        return (unchanged.ReplaceSyntaxTree(tree, changed), changed);
    }

    static bool IsBelow(string folder, string file) => !Path.GetRelativePath(folder, file).StartsWith("..", StringComparison.Ordinal);
}
