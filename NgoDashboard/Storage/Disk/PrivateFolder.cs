namespace NgoDashboard.Storage.Disk;

/// <summary>Folders beside the database that only this account may look into.</summary>
public static class PrivateFolder
{
    /// <exception cref="StorageException">The system refuses.</exception>
    public static DirectoryInfo CreateIfMissing(string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.For(refused, path);
        }
    }
}

/// <summary>Files in them.</summary>
static class PrivateFile
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What it is called until it is whole.</summary>
    public static string PartPath(string path) => path + ".part";

    /// <summary>The whole file, on the disk when it returns, under its name; or none of that name.</summary>
    /// <param name="isNew">Nothing of that name may be there, nor what was left of it.</param>
    /// <exception cref="IOException">The disk refuses, or something is there.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refuses.</exception>
    public static void WriteAtomically(string path, ReadOnlyMemory<byte> content, bool isNew)
    {
        // Not truncated: what was left may be readable by others.
        if (!isNew)
            File.Delete(PartPath(path));
        using (var file = new FileStream(PartPath(path), CreateOptions(FileMode.CreateNew)))
        {
            file.Write(content.Span);
            file.Flush(flushToDisk: true);
        }

        File.Move(PartPath(path), path, overwrite: !isNew);
    }

    /// <summary>What another has written, on the disk and under its name when it returns.</summary>
    /// <exception cref="IOException">The disk refuses, or something is there.</exception>
    public static void FlushAndRename(string unfinished, string path)
    {
        MakePrivate(unfinished);
        FlushToDisk(unfinished);
        File.Move(unfinished, path);
    }

    /// <summary>Takes away from other accounts what an earlier build, or a copy, had given them.</summary>
    /// <returns>Whether there was anything to take away.</returns>
    public static bool MakePrivate(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows() || !File.Exists(path) || (File.GetUnixFileMode(path) & ~OwnerOnly) == 0)
                return false;
            File.SetUnixFileMode(path, OwnerOnly);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Of another account, then: whether the database can be used at all is seen when it is.
            return false;
        }
    }

    /// <summary>To write a file that only this account may read.</summary>
    public static FileStreamOptions CreateOptions(FileMode mode, FileOptions more = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, Options = more };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>For others to fill, SQLite for one: what was left under that name is gone.</summary>
    public static void CreateEmpty(string path)
    {
        // Not truncated: what was left may be readable by others.
        File.Delete(path);
        using var file = new FileStream(path, CreateOptions(FileMode.CreateNew));
    }

    public static void FlushToDisk(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Flush(flushToDisk: true);
    }

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A file too many does no harm.
        }
    }
}
