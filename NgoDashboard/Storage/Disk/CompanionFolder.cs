namespace NgoDashboard.Storage.Disk;

/// <summary>A folder of files beside the database that belongs to it: backups and restores include it.</summary>
/// <param name="Name">The folder's name in a backup; on the disk it is DATABASE.NAME.</param>
sealed record CompanionFolder(string Name)
{
    /// <summary>Files that provinces attach to amendments.</summary>
    public static CompanionFolder Attachments { get; } = new("attachments");

    /// <summary>Imported reports, each named by its hash.</summary>
    public static CompanionFolder Reports { get; } = new("reports");

    /// <summary>Data protection keys of older versions, which stored them as files and not in the database.</summary>
    public static CompanionFolder ProtectionKeys { get; } = new("protection");

    public static IReadOnlyList<CompanionFolder> All { get; } = [Attachments, Reports, ProtectionKeys];

    public string PathFor(string database) => $"{database}.{Name}";

    /// <summary>
    /// The complete files, one open at a time: the caller reads and disposes each. Files still being written (.part) are skipped, and so
    /// are files that are deleted meanwhile.
    /// </summary>
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
