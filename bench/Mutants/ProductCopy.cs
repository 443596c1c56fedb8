using System.Diagnostics;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Mutants;

/// <summary>
/// A copy of the sources in a temporary folder, built once with its tests, so that the clone is not touched. The build writes the generated
/// sources and the compiler's arguments to files.
/// </summary>
sealed class ProductCopy
{
    const string Tests = "NgoDashboard.Tests", Product = "NgoDashboard";

    // MSBuild writes the arguments, because only the build knows all references, resources and symbols.
    const string WriteArguments = """
        <Project>
          <Target Name="WriteCompilerArguments" AfterTargets="CoreCompile" Condition="'$(MSBuildProjectName)' == 'NgoDashboard'">
            <WriteLinesToFile File="$(CompilerArgumentsFile)" Lines="@(CscCommandLineArgs)" Overwrite="true" />
          </Target>
        </Project>
        """;

    readonly string root;
    readonly int[] workers;

    ProductCopy(string root, int workers) => (this.root, this.workers) = (root, [.. Enumerable.Range(0, workers)]);

    public string ProductFolder => Path.Combine(root, Product);

    public string TestsFolder => Path.Combine(root, Tests);

    public string ArgumentsFile => Path.Combine(root, "compiler.rsp");

    public static ProductCopy Create(int workers)
    {
        var copy = new ProductCopy(TemporaryFiles.CreateFolder("mutants"), workers);
        copy.CopySources(PublishedApplication.GetSolutionFolder());
        File.WriteAllText(Path.Combine(copy.root, "arguments.targets"), WriteArguments);
        Console.WriteLine("Building the tests…");
        RunProgram("dotnet", [
            "build", copy.TestsFolder, "--nologo", "-v", "quiet", "-p:RunAnalyzers=false", "-p:EmitCompilerGeneratedFiles=true",
                "-p:ProvideCommandLineArgs=true",
            $"-p:CompilerArgumentsFile={copy.ArgumentsFile}",
                $"-p:CustomAfterMicrosoftCommonTargets={Path.Combine(copy.root, "arguments.targets")}",
        ]);
        foreach (var worker in copy.workers)
            RunProgram("cp", ["-al", Path.Combine(copy.TestsFolder, "bin", "Debug"), Path.Combine(copy.TestsFolder, "bin", $"Mutant{worker}")]);
        return copy;
    }

    /// <summary>The output folder of a worker: hard links, so that only changed files are its own.</summary>
    public string WorkerFolder(int worker) => Path.Combine(TestsFolder, "bin", $"Mutant{worker}", "net10.0");

    /// <summary>Output of the source generators: Razor components and others.</summary>
    public IEnumerable<string> GeneratedSources() =>
        Directory.EnumerateFiles(Path.Combine(ProductFolder, "obj", "Debug", "net10.0", "generated"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal);

    void CopySources(string from)
    {
        foreach (var file in RunProgram("git", ["-C", from, "ls-files", "--cached", "--others", "--exclude-standard"])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            CopyFile(from, file.Trim());
        // Copies the restored browser libraries and the bundles, so that the build needs no npm: they are newer than their sources.
        var bundles = BundlesOf(from, "Scripts", "js").Concat(BundlesOf(from, "Styles", "css"));
        string[] made = [.. Directory.EnumerateFiles(Path.Combine(from, Product, "wwwroot", "lib"), "*", SearchOption.AllDirectories),
            .. bundles, Path.Combine(from, Product, "obj", "libraries.stamp")];
        foreach (var file in made)
        {
            CopyFile(from, Path.GetRelativePath(from, file));
            File.SetLastWriteTimeUtc(Path.Combine(root, Path.GetRelativePath(from, file)), DateTime.UtcNow);
        }
    }

    static IEnumerable<string> BundlesOf(string from, string sources, string kind) =>
        Directory.EnumerateDirectories(Path.Combine(from, Product, sources))
            .Select(folder => Path.Combine(from, Product, "wwwroot", kind, $"{Path.GetFileName(folder)}.{kind}"));

    void CopyFile(string from, string file)
    {
        if (!File.Exists(Path.Combine(from, file)))
            return;
        var to = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(Path.Combine(from, file), to);
    }

    static string RunProgram(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new BenchException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }
}
