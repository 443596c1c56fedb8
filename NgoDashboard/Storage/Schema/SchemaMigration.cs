using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Schema;

/// <summary>Upgrades a database to the schema of this program, after copying the old one beside it.</summary>
static class SchemaMigration
{
    /// <summary>True if this program can read or upgrade that schema; otherwise <see cref="UpgradeSchema"/> throws the reason.</summary>
    public static bool IsSupported(long schema) => schema is >= SchemaVersion.Oldest and <= SchemaVersion.Current;

    /// <returns>The path of the copy of the old database; null if nothing was upgraded.</returns>
    /// <exception cref="StorageException">
    /// The schema is too old or too new, the database is damaged, or there is no room for the copy; nothing was changed.
    /// </exception>
    public static string? UpgradeSchema(SqliteConnection connection, string path, DateTimeOffset now)
    {
        var found = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (found > SchemaVersion.Current)
            throw new StorageException(StorageProblem.NewerSchema, path, null, found, SchemaVersion.Current);
        if (found != 0 && found < SchemaVersion.Oldest)
            throw new StorageException(StorageProblem.OlderSchema, path, null, found, SchemaVersion.Current);
        if (found == SchemaVersion.Current)
            return null;
        // Checked first, because the upgrade would compute hashes and indexes over damaged rows and so hide the damage.
        if (found != 0 && IntegrityCheck.FindDamage(connection) is { } damage)
            throw new DamagedDatabaseException(path, new(null, damage));
        var copy = found == 0 ? null : CopyBeforeUpgrade(connection, path, found, now);
        // Off during the steps, because some recreate tables that others reference; all references are checked at the end.
        connection.Execute("PRAGMA foreign_keys = OFF");
        using (var transaction = connection.BeginTransaction())
        {
            for (var step = Math.Max(SchemaVersion.Oldest, found + 1); step <= SchemaVersion.Current; step++)
            {
                connection.Execute(ReadScript($"{step}"), transaction: transaction);
                if (step == SchemaVersion.FirstWithChain)
                    ChainMigration.AddChain(connection, transaction, ReadScript($"{step}.after"), now);
            }

            if (connection.Query("PRAGMA foreign_key_check", transaction: transaction).Any())
                throw new StorageException(StorageProblem.Damaged, path);
            IntegrityIndexes.CreateIndexes(connection, transaction);
            SchemaDigest.SaveDigest(connection, transaction);
            connection.Execute($"PRAGMA user_version = {SchemaVersion.Current}", transaction: transaction);
            transaction.Commit();
        }

        connection.Execute("PRAGMA foreign_keys = ON");
        return copy;
    }

    static string CopyBeforeUpgrade(SqliteConnection connection, string path, int schema, DateTimeOffset now)
    {
        var copy = $"{path}.schema-{schema}-{now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}.bak";
        var size = connection.ExecuteScalar<long>("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
        // Twice the size: the copy, and the upgrade's own writes to the WAL.
        if (DiskSpace.GetFreeBytes(path) < (2 * size) + DiskSpace.MinFreeBytes)
            throw new StorageException(StorageProblem.NoSpaceForCopy, path, null, ToMegabytes(2 * size));
        var unfinished = PrivateFile.PartPath(copy);
        try
        {
            File.Delete(unfinished);
            connection.Execute("VACUUM INTO @unfinished", new { unfinished });
            PrivateFile.FlushAndRename(unfinished, copy);
            return copy;
        }
        catch (Exception refused) when (refused is SqliteException or IOException or UnauthorizedAccessException)
        {
            PrivateFile.TryDelete(unfinished);
            throw refused is SqliteException { SqliteErrorCode: 13 }
                ? new StorageException(StorageProblem.NoSpaceForCopy, path, refused, ToMegabytes(2 * size))
                : refused is SqliteException engine ? StorageException.For(engine, path) : StorageException.For(refused, copy);
        }
    }

    static long ToMegabytes(long bytes) => Math.Max(1, bytes / 1024 / 1024);

    /// <summary>The script that upgrades the previous schema to that version.</summary>
    static string ReadScript(string version)
    {
        using var stream = typeof(SchemaMigration).Assembly.GetManifestResourceStream($"NgoDashboard.Storage.schema.{version}.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
