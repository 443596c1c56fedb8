namespace NgoDashboard.Storage;

/// <summary>Folders beside the database that only this account may look into.</summary>
public static class PrivateFolder
{
    public static DirectoryInfo At(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
