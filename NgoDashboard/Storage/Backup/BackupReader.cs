using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Backup;

/// <summary>The contents of a backup.</summary>
/// <param name="Schema">The schema version of its database.</param>
/// <param name="ProtectionKeys">The XML of its data protection keys.</param>
public sealed record BackupContents(long Version, DateTimeOffset MadeAt, int Schema, IReadOnlyList<string> ProtectionKeys);

/// <summary>Verifies and reads a backup without changing it.</summary>
public static class BackupReader
{
    /// <summary>Verifies the digest of a backup. A database alone has none, and holds.</summary>
    /// <exception cref="BackupException">Something stands behind the database, and it is not a backup's as it was written.</exception>
    public static void VerifyDigest(string file)
    {
        var path = Path.GetFullPath(file);
        // The length of a database that is in use is known from its transaction files alone; a backup is never in use.
        if (!DatabasePaths.HasTransactionFiles(path) && BackupFormat.HasTail(path))
            BackupFormat.Verify(path);
    }

    /// <exception cref="BackupException">The file is no backup, is damaged, or was written by a newer version of this program.</exception>
    public static BackupContents ReadContents(string file)
    {
        var path = Path.GetFullPath(file);
        var length = BackupFormat.Verify(path);
        try
        {
            using var connection = UnpooledConnection.Open(path, SqliteOpenMode.ReadOnly);
            var schema = connection.ExecuteScalar<int>("PRAGMA user_version");
            if (schema > SchemaVersion.Current)
                throw new BackupException(BackupFault.TooNew, path);
            var hasKeys = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'protection_key'") > 0;
            return new(
                connection.ExecuteScalar<long>("SELECT coalesce(max(version), 0) FROM journal"),
                BackupArchive.ReadMadeAt(path, length),
                schema,
                hasKeys ? [.. connection.Query<string>("SELECT xml FROM protection_key ORDER BY id")] : []);
        }
        catch (Exception refused) when (refused is SqliteException or FormatException or InvalidDataException or IOException)
        {
            throw new BackupException(BackupFault.Damaged, path, refused.Message, refused);
        }
    }
}
