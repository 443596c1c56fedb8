namespace NgoDashboard.Bench.Processes;

/// <summary>Where everything lies that a run needs only for itself; it goes when the bench ends, however it ends.</summary>
static class TemporaryFiles
{
    static readonly Lazy<string> Root = new(() => Directory.CreateTempSubdirectory("ngo-bench-").FullName);

    public static string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(Root.Value, $"{name}-{Guid.NewGuid():N}")).FullName;

    public static string GetNewFilePath(string name) => Path.Combine(Root.Value, $"{Guid.NewGuid():N}.{name}");

    /// <summary>After all who might still write there have ended.</summary>
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
            // Somebody is still at his end: it is the system's temporary folder, and will be emptied.
        }
    }
}
