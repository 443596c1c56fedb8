using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// Computes and stores the hashes of entries. The rows are read back from the tables in the transaction that wrote them, so that a later
/// check, which reads in the same way, compares stored values with stored values.
/// </summary>
static class ChainWriter
{
    /// <param name="form">Only an upgrade writes an older form than the newest: its tables are those of then.</param>
    /// <param name="chainedAt">For entries that are older than the chain: the time of the upgrade.</param>
    public static void WriteHashes(
        SqliteConnection connection, SqliteTransaction transaction, long first, long last, int form = EntryForm.NewestForm,
        DateTimeOffset? chainedAt = null)
    {
        var previous = LoadHash(connection, transaction, first - 1);
        var chained = chainedAt is { } at ? SqlMapping.FormatInstant(at) : null;
        using var entries = new EntryReader(connection, form, first, last);
        for (var version = first; version <= last; version++)
        {
            var manifest = entries.BuildManifest(version, previous, chained);
            previous = ComputeHash(manifest);
            connection.Execute(
                "INSERT INTO journal_hash (version, form, chained_at, manifest, hash) VALUES (@version, @form, @chained, @manifest, @hash)",
                new { version, form, chained, manifest, hash = previous },
                transaction);
        }
    }

    public static byte[] ComputeHash(string manifest) => SHA256.HashData(Encoding.UTF8.GetBytes(manifest));

    static byte[]? LoadHash(SqliteConnection connection, SqliteTransaction transaction, long version) => version == 0
        ? null
        : connection.QuerySingleOrDefault<byte[]>("SELECT hash FROM journal_hash WHERE version = @version", new { version }, transaction)
            ?? throw new StorageException($"The journal's version {version} has no hash: the chain is broken there.");
}
