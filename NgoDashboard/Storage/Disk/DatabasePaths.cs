namespace NgoDashboard.Storage.Disk;

/// <summary>The names, the access checks and the private file modes of the database and the files beside it.</summary>
static class DatabasePaths
{
    /// <summary>Suffixes of the database's path: SQLite's WAL, the server's lock file, and the file that identifies the journal.</summary>
    public const string WalSuffix = "-wal", LockSuffix = ".lock", MarkerSuffix = ".identity";

    /// <summary>
    /// The files that SQLite makes. Those that are left without their database must not meet another one: SQLite would replay them.
    /// </summary>
    public static readonly string[] SqliteSuffixes = ["", WalSuffix, "-shm", "-journal"];

    /// <summary>EACCES.</summary>
    const int AccessDenied = 13;

    static readonly string[] AllSuffixes = [.. SqliteSuffixes, LockSuffix, MarkerSuffix];

    /// <summary>
    /// Whether a program has the database open, or did not close it: then part of the database is in these files. Without them it may be
    /// read as it is, by a connection that writes nothing beside it.
    /// </summary>
    public static bool HasTransactionFiles(string database) => SqliteSuffixes.Skip(1).Any(suffix => File.Exists(database + suffix));

    /// <summary>
    /// Creates the folder if it is missing, and checks that it and the database's files are writable before anything is written.
    /// </summary>
    /// <exception cref="StorageException">The folder or a file is not writable, or a folder has the database's path.</exception>
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
        foreach (var path in AllSuffixes.Select(suffix => database + suffix).Where(File.Exists))
            CheckAccess(path, isFolder: false);
    }

    /// <returns>The files that other accounts could read until now.</returns>
    public static IReadOnlyList<string> MakeFilesPrivate(string database) =>
        [.. AllSuffixes.Select(suffix => database + suffix).Where(PrivateFile.MakePrivate)];

    /// <summary>The file descriptors of this process that have the database open; empty except on Linux.</summary>
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
