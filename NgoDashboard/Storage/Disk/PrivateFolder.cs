namespace NgoDashboard.Storage.Disk;

/// <summary>Folders that only this account can read (mode 700 on Unix).</summary>
public static class PrivateFolder
{
    /// <exception cref="StorageException">The folder cannot be created.</exception>
    public static DirectoryInfo CreateIfMissing(string path) => StorageException.GuardFiles(path, () => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
}

/// <summary>Files that only this account can read (mode 600 on Unix).</summary>
static class PrivateFile
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The temporary name of a file until it is complete.</summary>
    public static string PartPath(string path) => path + ".part";

    /// <summary>Writes a temporary file, flushes it to the disk and renames it, so that a crash leaves the complete file or none.</summary>
    /// <param name="isNew">Fails if the file or its temporary file exists; otherwise both are replaced.</param>
    /// <exception cref="IOException">The write failed, or <paramref name="isNew"/> is set and a file exists.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public static void WriteAtomically(string path, ReadOnlyMemory<byte> content, bool isNew)
    {
        // Deleted and not truncated, because a leftover file may be readable by other accounts.
        if (!isNew)
            File.Delete(PartPath(path));
        using (var file = new FileStream(PartPath(path), CreateOptions(FileMode.CreateNew)))
        {
            file.Write(content.Span);
            file.Flush(flushToDisk: true);
        }

        File.Move(PartPath(path), path, overwrite: !isNew);
    }

    /// <summary>Completes a temporary file that SQLite wrote: private, flushed to the disk, then renamed.</summary>
    /// <exception cref="IOException">The write failed, or a file of that name exists.</exception>
    public static void FlushAndRename(string unfinished, string path)
    {
        MakePrivate(unfinished);
        FlushToDisk(unfinished);
        File.Move(unfinished, path);
    }

    /// <summary>
    /// Removes the access of other accounts, which a file has from an older version of this program or from being copied.
    /// </summary>
    /// <returns>True if other accounts had access.</returns>
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
            // The file belongs to another account, so its mode cannot be changed. Not an error here: opening the database tells if it
            // matters.
            return false;
        }
    }

    /// <summary>Options of a stream that writes a file which only this account can read.</summary>
    public static FileStreamOptions CreateOptions(FileMode mode, FileOptions more = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, Options = more };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>Creates an empty private file for SQLite to fill; a leftover file of that name is deleted.</summary>
    public static void CreateEmpty(string path)
    {
        // Deleted and not truncated, because a leftover file may be readable by other accounts.
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
            // A leftover file does no harm.
        }
    }
}
