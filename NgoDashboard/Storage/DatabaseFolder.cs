namespace NgoDashboard.Storage;

/// <summary>The folder of the database, and what lies in it for this account alone.</summary>
static class DatabaseFolder
{
    /// <summary>What is added to the database's name: SQLite's log, the server's lock, and the file that names the journal.</summary>
    public const string Log = "-wal", Lock = ".lock", Marker = ".identity";

    /// <summary>The files of a SQLite database: with another one beside them, or without it, they are what is left of one.</summary>
    public static readonly string[] OfSqlite = ["", Log, "-shm", "-journal"];

    const int AccessDenied = 13;

    static readonly string[] Endings = [.. OfSqlite, Lock, Marker];

    /// <summary>Makes the folder where there is none, and asks whether it and the files in it may be written, before anything is.</summary>
    /// <exception cref="StorageException">They may not.</exception>
    public static void Prepare(string database)
    {
        var folder = Path.GetDirectoryName(database)!;
        if (!Directory.Exists(folder))
            PrivateFolder.At(folder);
        if (Directory.Exists(database))
            throw new StorageException(StorageProblem.CannotOpen, database);
        if (!OperatingSystem.IsLinux())
            return;
        Check(folder, isFolder: true);
        foreach (var path in Endings.Select(ending => database + ending).Where(File.Exists))
            Check(path, isFolder: false);
    }

    /// <returns>Those that other accounts could read until now.</returns>
    public static IReadOnlyList<string> Tighten(string database) =>
        [.. Endings.Select(ending => database + ending).Where(PrivateFile.Tighten)];

    /// <summary>Under which this process has the database open, beside SQLite's new connection.</summary>
    public static IReadOnlySet<int> Descriptors(string database) =>
        OperatingSystem.IsLinux() && UnixSystem.Stat(database) is { } stamp ? UnixSystem.DescriptorsOf(stamp) : new HashSet<int>();

    static void Check(string path, bool isFolder)
    {
        var error = UnixSystem.TryAccess(path, isFolder);
        if (error == 0)
            return;
        throw error == AccessDenied && UnixSystem.Stat(path) is { } stamp && stamp.Owner != UnixSystem.Account
            ? new StorageException(StorageProblem.NoPermission, path, null, Environment.UserName)
            : new StorageException(StorageProblem.ReadOnly, path);
    }
}
