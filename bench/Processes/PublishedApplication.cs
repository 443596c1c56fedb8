using System.Diagnostics;

namespace NgoDashboard.Bench.Processes;

/// <summary>The published application; published once for a run of the bench into a temporary folder.</summary>
sealed class PublishedApplication : IDisposable
{
    readonly string? temporaryFolder;

    PublishedApplication(string folder, string? own) => (Folder, this.temporaryFolder) = (folder, own);

    public string Folder { get; }

    /// <param name="folder">Folder of an existing output; null to publish.</param>
    public static PublishedApplication PublishOrUse(string? folder)
    {
        if (folder is not null)
            return new(folder, null);
        var root = GetSolutionFolder();
        var made = TemporaryFiles.CreateFolder("published");
        Console.WriteLine("Publishing the application…");
        using var publish = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish", Path.Combine(root, "NgoDashboard"), "-c", "Release", "-o", Path.Combine(made, "app"), "--nologo", "-v", "quiet",
            },
            RedirectStandardOutput = true,
        })!;
        var output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? new(Path.Combine(made, "app"), made)
            : throw new BenchException("The application could not be published: " + output);
    }

    public static string GetSolutionFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NgoDashboard.sln")))
                return folder.FullName;
        }

        throw new BenchException("The bench runs from a clone of the repository: no NgoDashboard.sln was found above it.");
    }

    public void Dispose()
    {
        if (temporaryFolder is not null)
            Directory.Delete(temporaryFolder, recursive: true);
    }
}
