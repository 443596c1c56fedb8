namespace NgoDashboard.Storage.Disk;

/// <summary>Free space on the disk of a file.</summary>
static class DiskSpace
{
    /// <summary>Below 1 MB free the disk counts as full, because one take with its WAL pages needs up to some hundred KB.</summary>
    public const long MinFreeBytes = 1024 * 1024;

    public static bool IsFull(string path) => GetFreeBytes(path) < MinFreeBytes;

    /// <returns>Bytes; null if the system does not tell.</returns>
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
