using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Schema;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Backup;

/// <summary>A backup that was written.</summary>
/// <param name="Journal">Null of a database from before journals had identities.</param>
/// <param name="Version">The newest version of the journal in it.</param>
/// <param name="MissingFileCount">Attachments and reports that the database names and that are not beside it.</param>
/// <param name="MaxDiskLatency">See <see cref="DiskLatencyProbe"/>; null where nothing could be written beside the database.</param>
public sealed record BackupResult(
    string Path, JournalIdentity? Journal, long Version, DateTimeOffset MadeAt, long SizeBytes, int FileCount, int MissingFileCount,
    TimeSpan? MaxDiskLatency);

/// <summary>
/// Saves a database with all that belongs to it into one file, while a server works on it or not. It only ever reads the database: in
/// SQLite's WAL mode a reader holds no lock that a writer waits for, so an edit is stored meanwhile as at any time.
/// </summary>
public static class BackupWriter
{
    const int CorruptCode = 11, NotADatabaseCode = 26;

    /// <summary>The whole file, on the disk when it returns, readable by this account alone; or none of it.</summary>
    /// <param name="overwrites">A file of that name is replaced, once the new one is whole.</param>
    /// <exception cref="BackupException">There is nothing to save, the file is there already, or the disk refuses.</exception>
    public static BackupResult WriteBackup(string database, string file, bool overwrites, DateTimeOffset at)
    {
        var (source, target) = (Path.GetFullPath(database), Path.GetFullPath(file));
        CheckTarget(source, target, overwrites);
        var part = PrivateFile.PartPath(target);
        try
        {
            using var probe = new DiskLatencyProbe(source);
            PrivateFile.CreateEmpty(part);
            CopyDatabase(source, part);
            var length = new FileInfo(part).Length;
            var written = Describe(part, BackupArchive.AppendFiles(part, source, at), at);
            BackupFormat.AppendTrailer(part, length);
            File.Move(part, target, overwrites);
            return written with { Path = target, SizeBytes = new FileInfo(target).Length, MaxDiskLatency = probe.Stop() };
        }
        catch (SqliteException refused)
        {
            var isUnreadable = refused.SqliteErrorCode is CorruptCode or NotADatabaseCode;
            throw isUnreadable
                ? new BackupException(BackupFault.NotReadable, source, refused.Message, refused)
                : new BackupException(BackupFault.NotWritten, target, refused.Message, refused);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(BackupFault.NotWritten, target, refused.Message, refused);
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
        // Also with leave to overwrite.
        if (BelongsToDatabase(source, target))
            throw new BackupException(BackupFault.TargetIsDatabase, target);
        if (!overwrites && Path.Exists(target))
            throw new BackupException(BackupFault.TargetExists, target);
    }

    /// <summary>Whether a path is the database's own, its log's or lock's, or in a folder beside it: all begin with its name.</summary>
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
    /// One state of the database. VACUUM INTO and not the page by page copy: what was deleted, a person's name or a revoked link's key,
    /// may stand in free pages for years, and does not get into the backup. It makes the indexes anew, by which a row that changed on the
    /// disk is known: so they are compared before.
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

    /// <summary>As a start of the server does it, and verify.</summary>
    static string? FindDamage(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        // Before the chain there is only what SQLite finds.
        if (connection.ExecuteScalar<int>("PRAGMA user_version") < ChainMigration.FirstChainedSchema)
            return IntegrityCheck.FindDamage(connection)?.Description;
        var report = IntegrityCheck.CheckDatabase(connection);
        return report.Chain?.Fault is { } fault ? $"{fault.Version}: {fault.Part}" : report.Damage?.Description;
    }

    static BackupResult Describe(string part, HashSet<(string Folder, string Name)> files, DateTimeOffset at)
    {
        using var connection = UnpooledConnection.Open(part, SqliteOpenMode.ReadWrite);
        var version = connection.ExecuteScalar<long>("SELECT coalesce(max(version), 0) FROM journal");
        var missing = ((string[])["attachments amendment file", "reports report_file hash"]).Select(place => place.Split(' '))
            .Sum(place => ListReferencedFiles(connection, place[1], place[2]).Count(name => !files.Contains((place[0], name))));
        return new(part, JournalIdentity.FindIdentity(connection), version, at, 0, files.Count, missing, null);
    }

    /// <summary>Also in a database of an older schema, which may not have the table.</summary>
    static IEnumerable<string> ListReferencedFiles(SqliteConnection connection, string table, string column) =>
        connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = @table", new { table }) > 0
            ? connection.Query<string>($"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
            : [];
}
