namespace NgoDashboard.Storage.Disk;

/// <summary>A folder of files beside the database that belongs to it, and is saved and restored with it.</summary>
/// <param name="Name">In the backup.</param>
sealed record CompanionFolder(string Name)
{
    /// <summary>Of amendments.</summary>
    public static CompanionFolder Attachments { get; } = new("attachments");

    /// <summary>Under their hash.</summary>
    public static CompanionFolder Reports { get; } = new("reports");

    /// <summary>The keys of data protection of a database from before they were kept in it.</summary>
    public static CompanionFolder ProtectionKeys { get; } = new("protection");

    public static IReadOnlyList<CompanionFolder> All { get; } = [Attachments, Reports, ProtectionKeys];

    public string PathFor(string database) => $"{database}.{Name}";

    /// <summary>Whole files only, each to be read and closed; one that is removed meanwhile is left out.</summary>
    public IEnumerable<(string Folder, string Name, FileStream Content)> OpenFiles(string database)
    {
        var folder = new DirectoryInfo(PathFor(database));
        if (!folder.Exists)
            yield break;
        foreach (var file in folder.EnumerateFiles().Where(file => file.Extension != PrivateFile.PartPath("")))
        {
            if (TryOpen(file.FullName) is { } content)
                yield return (Name, file.Name, content);
        }
    }

    static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
