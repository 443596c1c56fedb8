namespace NgoDashboard.Storage;

/// <summary>Folders beside the database that only this account may look into.</summary>
public static class PrivateFolder
{
    public static DirectoryInfo At(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

/// <summary>Files in them.</summary>
static class PrivateFile
{
    /// <summary>What it is called until it is whole.</summary>
    public static string Unfinished(string path) => path + ".part";

    /// <summary>The whole file, on the disk when it returns, under its name; or none of that name.</summary>
    /// <param name="isNew">Nothing of that name may be there, nor what was left of it.</param>
    /// <exception cref="IOException">The disk refuses, or something is there.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refuses.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> content, bool isNew)
    {
        var options = new FileStreamOptions { Mode = isNew ? FileMode.CreateNew : FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(Unfinished(path), options))
        {
            file.Write(content.Span);
            file.Flush(flushToDisk: true);
        }

        File.Move(Unfinished(path), path, overwrite: !isNew);
    }
}
