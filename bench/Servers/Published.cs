using System.Diagnostics;

namespace NgoDashboard.Bench.Servers;

/// <summary>The application as it is delivered: published once for a run of the bench, into a folder that goes with it.</summary>
sealed class Published : IDisposable
{
    readonly string? own;

    Published(string folder, string? own) => (Folder, this.own) = (folder, own);

    public string Folder { get; }

    /// <param name="folder">Of an output that is there already; null to make one.</param>
    public static Published Make(string? folder)
    {
        if (folder is not null)
            return new(folder, null);
        var root = Root();
        var made = Temporary.Folder("published");
        Console.WriteLine("Publishing the application…");
        using var publish = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "publish", Path.Combine(root, "NgoDashboard"), "-c", "Release", "-o", Path.Combine(made, "app"), "--nologo", "-v", "quiet" },
            RedirectStandardOutput = true,
        })!;
        var said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? new(Path.Combine(made, "app"), made) : throw new TroubleException("The application could not be published: " + said);
    }

    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NgoDashboard.sln")))
                return folder.FullName;
        }

        throw new TroubleException("The bench runs from a clone of the repository: no NgoDashboard.sln was found above it.");
    }

    public void Dispose()
    {
        if (own is not null)
            Directory.Delete(own, recursive: true);
    }
}
