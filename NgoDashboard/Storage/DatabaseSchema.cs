using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Storage;

/// <summary>Brings a database to the schema of this program, and keeps the old one beside it.</summary>
static class DatabaseSchema
{
    public const int Version = 9;

    // Before it the figures had no history.
    const int First = 2;

    /// <summary>Whether this program can read it; where it cannot, <see cref="Upgrade"/> says why.</summary>
    public static bool IsKnown(long schema) => schema is >= First and <= Version;

    /// <returns>The copy of the old database; null where none was needed.</returns>
    /// <exception cref="StorageException">It is too old or too new, or there is no room for a copy; nothing was changed.</exception>
    public static string? Upgrade(SqliteConnection connection, string path, DateTimeOffset now)
    {
        var found = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (found > Version)
            throw new StorageException(StorageProblem.NewerSchema, path, null, found, Version);
        if (found != 0 && found < First)
            throw new StorageException(StorageProblem.OlderSchema, path, null, found, Version);
        if (found == Version)
            return null;
        // An upgrade would give hashes and indexes to what is damaged.
        if (found != 0 && StorageCheck.FindDamage(connection) is { } damage)
            throw new DamagedDatabaseException(path, new(null, damage));
        var copy = found == 0 ? null : Copy(connection, path, found, now);
        // A table that others refer to is made anew by a step: the references are checked when all steps are done.
        connection.Execute("PRAGMA foreign_keys = OFF");
        using (var transaction = connection.BeginTransaction())
        {
            for (var step = Math.Max(First, found + 1); step <= Version; step++)
            {
                connection.Execute(Script($"{step}"), transaction: transaction);
                if (step == ChainUpgrade.SchemaVersion)
                    ChainUpgrade.Run(connection, transaction, Script($"{step}.after"), now);
            }

            if (connection.Query("PRAGMA foreign_key_check", transaction: transaction).Any())
                throw new StorageException(StorageProblem.Damaged, path);
            RowIndexes.Create(connection, transaction);
            SchemaDigest.Write(connection, transaction);
            connection.Execute($"PRAGMA user_version = {Version}", transaction: transaction);
            transaction.Commit();
        }

        connection.Execute("PRAGMA foreign_keys = ON");
        return copy;
    }

    static string Copy(SqliteConnection connection, string path, int schema, DateTimeOffset now)
    {
        var copy = $"{path}.schema-{schema}-{now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}.bak";
        var size = connection.ExecuteScalar<long>("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
        // The upgrade itself writes into the log, and its tables may grow.
        if (DiskSpace.FreeBytes(path) < (2 * size) + DiskSpace.LeastBytes)
            throw new StorageException(StorageProblem.NoSpaceForCopy, path, null, Megabytes(2 * size));
        var unfinished = PrivateFile.Unfinished(copy);
        try
        {
            File.Delete(unfinished);
            connection.Execute("VACUUM INTO @unfinished", new { unfinished });
            PrivateFile.Finish(unfinished, copy);
            return copy;
        }
        catch (Exception refused) when (refused is SqliteException or IOException or UnauthorizedAccessException)
        {
            PrivateFile.TryDelete(unfinished);
            throw refused is SqliteException { SqliteErrorCode: 13 }
                ? new StorageException(StorageProblem.NoSpaceForCopy, path, refused, Megabytes(2 * size))
                : refused is SqliteException engine ? StorageException.For(engine, path) : StorageException.For(refused, copy);
        }
    }

    static long Megabytes(long bytes) => Math.Max(1, bytes / 1024 / 1024);

    /// <summary>What that version of the schema adds to the one before.</summary>
    static string Script(string version)
    {
        using var stream = typeof(Database).Assembly.GetManifestResourceStream($"NgoDashboard.Storage.schema.{version}.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
