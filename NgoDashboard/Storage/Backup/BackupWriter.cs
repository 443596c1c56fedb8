using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Backup;

/// <summary>A backup that was written.</summary>
/// <param name="Journal">Null for a database from before journals had identities.</param>
/// <param name="Version">The newest version of the journal in the backup.</param>
/// <param name="MissingFileCount">Attachments and reports that the database refers to but whose files are missing.</param>
/// <param name="MaxDiskLatency">See <see cref="DiskLatencyProbe"/>; null if nothing could be written beside the database.</param>
public sealed record BackupResult(
    string Path, JournalIdentity? Journal, long Version, DateTimeOffset MadeAt, long SizeBytes, int FileCount, int MissingFileCount,
    TimeSpan? MaxDiskLatency);

/// <summary>
/// Writes a database and the files that belong to it into one file; a server may be running on it. It only reads the database, and in
/// SQLite's WAL mode a reader holds no lock that a writer waits for, so edits are stored meanwhile as usual (BackupTests).
/// </summary>
public static class BackupWriter
{
    const int CorruptCode = 11, NotADatabaseCode = 26;

    /// <summary>Writes the complete file, private to this account, and flushes it to the disk; after a failure no file is left.</summary>
    /// <param name="overwrites">Replaces a file of that name once the new one is complete.</param>
    /// <exception cref="BackupException">There is no intact database, the file exists already, or the write failed.</exception>
    public static BackupResult WriteBackup(string database, string file, bool overwrites, DateTimeOffset at)
    {
        var (source, target) = (Path.GetFullPath(database), Path.GetFullPath(file));
        CheckTarget(source, target, overwrites);
        var part = PrivateFile.PartPath(target);
        try
        {
            return BackupException.Guard(BackupFault.NotWritten, target, () =>
            {
                using var probe = new DiskLatencyProbe(source);
                PrivateFile.CreateEmpty(part);
                CopyDatabase(source, part);
                var length = new FileInfo(part).Length;
                var written = Describe(part, BackupArchive.AppendFiles(part, source, at), at);
                BackupFormat.AppendTrailer(part, length);
                File.Move(part, target, overwrites);
                return written with { Path = target, SizeBytes = new FileInfo(target).Length, MaxDiskLatency = probe.Stop() };
            });
        }
        catch (BackupException refused)
            when (refused.InnerException is SqliteException { SqliteErrorCode: CorruptCode or NotADatabaseCode } damaged)
        {
            throw new BackupException(BackupFault.NotReadable, source, damaged.Message, damaged);
        }
        finally
        {
            PrivateFile.TryDelete(part);
        }
    }

    static void CheckTarget(string source, string target, bool overwrites)
    {
        if (!File.Exists(source))
            throw new BackupException(BackupFault.NoDatabase, source);
        // Refused even if overwriting is allowed.
        if (BelongsToDatabase(source, target))
            throw new BackupException(BackupFault.TargetIsDatabase, target);
        if (!overwrites && Path.Exists(target))
            throw new BackupException(BackupFault.TargetExists, target);
    }

    /// <summary>True if the path is the database, one of its files (WAL, lock, marker), or in one of its folders.</summary>
    public static bool BelongsToDatabase(string database, string path)
    {
        var (name, other) = (Path.GetFullPath(database), Path.GetFullPath(path));
        if (!other.StartsWith(name, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            return false;
        var rest = other[name.Length..];
        return rest is "" or DatabasePaths.LockSuffix or DatabasePaths.MarkerSuffix || rest[0] == '-'
            || CompanionFolder.All.Any(folder => rest.StartsWith($".{folder.Name}", StringComparison.Ordinal));
    }

    /// <summary>
    /// Copies one state of the database by VACUUM INTO and not page by page, because deleted texts, such as a person's name or the key of a
    /// revoked link, may stay in free pages for years and must not get into the backup. VACUUM rebuilds the indexes by which changed rows
    /// are detected, so the integrity is checked first.
    /// </summary>
    static void CopyDatabase(string source, string part)
    {
        using var connection = UnpooledConnection.Open(source, SqliteOpenMode.ReadWrite);
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name IN ('journal', 'meta')") != 2)
            throw new BackupException(BackupFault.NoDatabase, source);
        if (FindDamage(connection) is { } damage)
            throw new BackupException(BackupFault.DatabaseDamaged, source, damage);
        connection.Execute("VACUUM INTO @part", new { part });
    }

    /// <summary>The same check as at the server's start and by verify; null if the database is intact.</summary>
    static string? FindDamage(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        // Older schemas have no chain, so only SQLite's own check applies.
        if (connection.ExecuteScalar<int>("PRAGMA user_version") < SchemaVersion.FirstWithChain)
            return IntegrityCheck.FindDamage(connection)?.Description;
        var report = IntegrityCheck.CheckDatabase(connection);
        return report.Chain?.Fault is { } fault ? $"{fault.Version}: {fault.Part}" : report.Damage?.Description;
    }

    static BackupResult Describe(string part, HashSet<(string Folder, string Name)> files, DateTimeOffset at)
    {
        using var connection = UnpooledConnection.Open(part, SqliteOpenMode.ReadWrite);
        var version = connection.ExecuteScalar<long>("SELECT coalesce(max(version), 0) FROM journal");
        (string Folder, string Table, string Column)[] references =
            [("attachments", "amendment", "file"), ("reports", "report_file", "hash")];
        var missing = references.Sum(reference => ListReferencedFiles(connection, reference.Table, reference.Column)
            .Count(name => !files.Contains((reference.Folder, name))));
        return new(part, JournalIdentity.FindIdentity(connection), version, at, 0, files.Count, missing, null);
    }

    /// <summary>The file names in that column; none if the table is missing, as in older schemas.</summary>
    static IEnumerable<string> ListReferencedFiles(SqliteConnection connection, string table, string column) =>
        connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = @table", new { table }) > 0
            ? connection.Query<string>($"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
            : [];
}
