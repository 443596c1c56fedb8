namespace NgoDashboard.Bench.Processes;

/// <summary>Temporary files of a run, in one folder that is deleted when the bench ends, however it ends.</summary>
static class TemporaryFiles
{
    static readonly Lazy<string> Root = new(() => Directory.CreateTempSubdirectory("ngo-bench-").FullName);

    public static string CreateFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(Root.Value, $"{name}-{Guid.NewGuid():N}")).FullName;

    public static string GetNewFilePath(string name) => Path.Combine(Root.Value, $"{Guid.NewGuid():N}.{name}");

    /// <summary>Call it after all processes that could still write there have ended.</summary>
    public static void DeleteAll()
    {
        if (!Root.IsValueCreated)
            return;
        try
        {
            Directory.Delete(Root.Value, recursive: true);
        }
        catch (IOException)
        {
            // A process is still ending; the system clears its temporary folder later.
        }
    }
}
