namespace NgoDashboard.Storage.Disk;

/// <summary>The room on the disk of a file.</summary>
static class DiskSpace
{
    /// <summary>Less than this is full: one take with its pages of the log needs up to some hundred KB.</summary>
    public const long MinFreeBytes = 1024 * 1024;

    public static bool IsFull(string path) => GetFreeBytes(path) < MinFreeBytes;

    /// <returns>Null where the system does not say.</returns>
    public static long? GetFreeBytes(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            return string.IsNullOrEmpty(folder) ? null : new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
