using System.Data;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;
using SQLitePCL;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// Checks that the database holds what was written to it: the journal and the reference data by the hash chain, every other table by an
/// index over all its columns that SQLite compares with the table, and the schema by its digest.
/// </summary>
public static partial class IntegrityCheck
{
    /// <summary>
    /// Checks a database file, which a server may have open, a copy of one, or a backup. Writes nothing, also not beside a file that no
    /// server has open.
    /// </summary>
    /// <exception cref="DatabaseNotCheckableException">The file is missing, cannot be read, or has a schema without a chain.</exception>
    public static IntegrityReport CheckFile(string path)
    {
        if (!File.Exists(path))
            throw new DatabaseNotCheckableException(path, null);
        if (DatabasePaths.HasTransactionFiles(path))
            return CheckFile(path, isImmutable: false);
        var report = CheckFile(path, isImmutable: true);
        // A server that was started meanwhile may have written to the file while it was read without a lock.
        return DatabasePaths.HasTransactionFiles(path) ? CheckFile(path, isImmutable: false) : report;
    }

    static IntegrityReport CheckFile(string path, bool isImmutable)
    {
        try
        {
            using var connection = isImmutable
                ? UnpooledConnection.OpenImmutable(path)
                : UnpooledConnection.Open(path, SqliteOpenMode.ReadOnly, timeoutSeconds: 5);
            using var transaction = connection.BeginTransaction(deferred: true);
            var schema = connection.ExecuteScalar<int>("PRAGMA user_version");
            return schema is >= SchemaVersion.FirstWithChain and <= SchemaVersion.Current
                ? CheckDatabase(connection)
                : throw new DatabaseNotCheckableException(path, schema);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR)
        {
            return new(null, new(null, null, damaged.Message));
        }
        catch (SqliteException refused)
        {
            throw new DatabaseNotCheckableException(path, null, refused);
        }
    }

    /// <summary>Checks the database of a connection; the caller has a transaction open, so that the whole check sees one state.</summary>
    internal static IntegrityReport CheckDatabase(SqliteConnection connection)
    {
        ChainReport? chain = null;
        DatabaseDamage? damage = null;
        try
        {
            chain = ChainVerifier.VerifyChain(connection);
        }
        catch (Exception unreadable) when (unreadable
            is SqliteException or InvalidCastException or DataException or FormatException or OverflowException)
        {
            damage = new(null, null, unreadable.Message);
        }

        // A fault of the chain names the version and the part, which helps more than SQLite's message about the same bytes.
        return new(chain, chain?.Fault is null ? FindDamage(connection) ?? damage : null);
    }

    /// <summary>The first damage that SQLite's integrity check or the schema's digest finds; null if there is none.</summary>
    internal static DatabaseDamage? FindDamage(SqliteConnection connection)
    {
        try
        {
            var found = connection.ExecuteScalar<string>("PRAGMA integrity_check(1)")!;
            return found == "ok"
                ? SchemaDigest.FindDamage(connection) ?? SequenceCheck.FindDamage(connection)
                : LocateDamage(connection, found);
        }
        catch (SqliteException refused)
        {
            return new(null, null, refused.Message);
        }
    }

    // SQLite tells the place in English sentences only, such as "row 7 missing from index x".
    static DatabaseDamage LocateDamage(SqliteConnection connection, string found)
    {
        var named = DamageLocation().Match(found);
        var table = !named.Success ? null : connection.ExecuteScalar<string?>(
            "SELECT tbl_name FROM sqlite_schema WHERE name = @name OR rootpage = @root",
            new { name = named.Groups["name"].Value, root = long.TryParse(named.Groups["root"].Value, out var root) ? root : -1 });
        return new(table, long.TryParse(named.Groups["row"].Value, out var row) ? row : null, found.Replace('\n', ' '));
    }

    [GeneratedRegex(
        @"row (?<row>\d+) .*\bindex (?<name>\w+)|\bindex (?<name>\w+)|\bTree (?<root>\d+) |(?:value in|failed in) (?<name>\w+)")]
    private static partial Regex DamageLocation();
}
