namespace NgoDashboard.Storage.Disk;

/// <summary>The folder of the database, and what lies in it for this account alone.</summary>
static class DatabasePaths
{
    /// <summary>What is added to the database's name: SQLite's log, the server's lock, and the file that names the journal.</summary>
    public const string WalSuffix = "-wal", LockSuffix = ".lock", MarkerSuffix = ".identity";

    /// <summary>The files of a SQLite database: with another one beside them, or without it, they are what is left of one.</summary>
    public static readonly string[] SqliteSuffixes = ["", WalSuffix, "-shm", "-journal"];

    const int AccessDenied = 13;

    static readonly string[] AllSuffixes = [.. SqliteSuffixes, LockSuffix, MarkerSuffix];

    /// <summary>Makes the folder where there is none, and asks whether it and the files in it may be written, before anything is.</summary>
    /// <exception cref="StorageException">They may not.</exception>
    public static void PrepareFolder(string database)
    {
        var folder = Path.GetDirectoryName(database)!;
        if (!Directory.Exists(folder))
            PrivateFolder.CreateIfMissing(folder);
        if (Directory.Exists(database))
            throw new StorageException(StorageProblem.CannotOpen, database);
        if (!OperatingSystem.IsLinux())
            return;
        CheckAccess(folder, isFolder: true);
        foreach (var path in AllSuffixes.Select(ending => database + ending).Where(File.Exists))
            CheckAccess(path, isFolder: false);
    }

    /// <returns>Those that other accounts could read until now.</returns>
    public static IReadOnlyList<string> MakeFilesPrivate(string database) =>
        [.. AllSuffixes.Select(ending => database + ending).Where(PrivateFile.MakePrivate)];

    /// <summary>Under which this process has the database open, beside SQLite's new connection.</summary>
    public static IReadOnlySet<int> FindOpenDescriptors(string database) =>
        OperatingSystem.IsLinux() && UnixSystem.Stat(database) is { } stamp ? UnixSystem.FindDescriptors(stamp) : new HashSet<int>();

    static void CheckAccess(string path, bool isFolder)
    {
        var error = UnixSystem.CheckAccess(path, isFolder);
        if (error == 0)
            return;
        throw error == AccessDenied && UnixSystem.Stat(path) is { } stamp && stamp.OwnerUserId != UnixSystem.EffectiveUserId
            ? new StorageException(StorageProblem.NoPermission, path, null, Environment.UserName)
            : new StorageException(StorageProblem.ReadOnly, path);
    }
}
