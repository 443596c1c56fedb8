using System.Data;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// Whether the database holds what was written to it: the journal and the reference data by the chain, every other table by an index over
/// all its columns, which SQLite compares with the table, and the schema by its digest.
/// </summary>
public static partial class StorageCheck
{
    /// <summary>The database of a file, beside a server that has it open, or of a copy of it: nothing is written.</summary>
    /// <exception cref="UncheckedDatabaseException">It is not there, cannot be read, or has a schema without a chain.</exception>
    public static StorageReport ReadFile(string path)
    {
        if (!File.Exists(path))
            throw new UncheckedDatabaseException(path, null);
        try
        {
            using var connection = UnpooledConnection.Open(path, SqliteOpenMode.ReadOnly, timeoutSeconds: 5);
            using var transaction = connection.BeginTransaction(deferred: true);
            var schema = connection.ExecuteScalar<int>("PRAGMA user_version");
            return schema is >= ChainUpgrade.SchemaVersion and <= DatabaseSchema.Version ? Run(connection) : throw new UncheckedDatabaseException(path, schema);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR)
        {
            return new(null, new(null, null, damaged.Message));
        }
        catch (SqliteException refused)
        {
            throw new UncheckedDatabaseException(path, null, refused);
        }
    }

    /// <summary>The caller holds one state of the database for the whole check.</summary>
    internal static StorageReport Run(SqliteConnection connection)
    {
        ChainReport? chain = null;
        DatabaseDamage? damage = null;
        try
        {
            chain = ChainCheck.Run(connection);
        }
        catch (Exception unreadable) when (unreadable is SqliteException or InvalidCastException or DataException or FormatException or OverflowException)
        {
            damage = new(null, null, unreadable.Message);
        }

        // The chain names the version: what SQLite says of the same bytes is told where the chain holds.
        return new(chain, chain?.Fault is null ? FindDamage(connection) ?? damage : null);
    }

    /// <summary>The first thing that SQLite finds wrong with its file; null where there is nothing.</summary>
    internal static DatabaseDamage? FindDamage(SqliteConnection connection)
    {
        try
        {
            var found = connection.ExecuteScalar<string>("PRAGMA integrity_check(1)")!;
            return found == "ok" ? SchemaDigest.FindDamage(connection) ?? SequenceCheck.FindDamage(connection) : Locate(connection, found);
        }
        catch (SqliteException refused)
        {
            return new(null, null, refused.Message);
        }
    }

    static DatabaseDamage Locate(SqliteConnection connection, string found)
    {
        var named = Place().Match(found);
        var table = !named.Success ? null : connection.ExecuteScalar<string?>(
            "SELECT tbl_name FROM sqlite_schema WHERE name = @name OR rootpage = @root",
            new { name = named.Groups["name"].Value, root = long.TryParse(named.Groups["root"].Value, out var root) ? root : -1 });
        return new(table, long.TryParse(named.Groups["row"].Value, out var row) ? row : null, found.Replace('\n', ' '));
    }

    [GeneratedRegex(@"row (?<row>\d+) .*\bindex (?<name>\w+)|\bindex (?<name>\w+)|\bTree (?<root>\d+) |(?:value in|failed in) (?<name>\w+)")]
    private static partial Regex Place();
}
