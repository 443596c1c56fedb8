using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage;

/// <summary>What the desk has said of a name.</summary>
/// <param name="Kind">"province" or "sector".</param>
/// <param name="Name">Folded.</param>
/// <param name="Target">A province's code, a sector's id, or "-".</param>
public sealed record StoredAlias(string Kind, string Name, string Target);

/// <summary>A file that figures came from.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
public sealed record StoredReport(string Hash, string Name, long Length, string Who, string KeyId, DateTimeOffset At);

/// <summary>What is kept of the reports that were taken in.</summary>
public sealed class ReportStore(Database database)
{
    public IReadOnlyList<StoredAlias> Aliases()
    {
        using var connection = database.Open();
        return [.. connection.Query<StoredAlias>("SELECT kind, name, target FROM report_alias ORDER BY kind, name")];
    }

    public StoredReport? Find(string hash)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Row>("SELECT hash, name, length, who, key_id AS KeyId, at FROM report_file WHERE hash = @hash", new { hash })?.ToReport();
    }

    /// <summary>All together, or none.</summary>
    /// <exception cref="StorageException">The disk refuses; nothing was stored.</exception>
    public void Put(IReadOnlyList<StoredReport> reports, IReadOnlyList<StoredAlias> aliases, string who, DateTimeOffset at)
    {
        try
        {
            using var turn = database.Turn();
            using var connection = database.Open();
            using var transaction = connection.BeginTransaction();
            // The same file again is the same file; who sent it first, sent it.
            connection.Execute(
                "INSERT INTO report_file (hash, name, length, who, key_id, at) VALUES (@Hash, @Name, @Length, @Who, @KeyId, @At) ON CONFLICT (hash) DO NOTHING",
                reports.Select(report => new { report.Hash, report.Name, report.Length, report.Who, report.KeyId, At = Columns.Text(report.At) }),
                transaction);
            connection.Execute(
                """
                INSERT INTO report_alias (kind, name, target, who, at) VALUES (@Kind, @Name, @Target, @who, @at)
                ON CONFLICT (kind, name) DO UPDATE SET target = excluded.target, who = excluded.who, at = excluded.at
                """,
                aliases.Select(alias => new { alias.Kind, alias.Name, alias.Target, who, at = Columns.Text(at) }),
                transaction);
            transaction.Commit();
        }
        catch (SqliteException refused)
        {
            throw new StorageException($"{database.Path}: {refused.Message}", refused);
        }
    }

    sealed record Row(string Hash, string Name, long Length, string Who, string KeyId, string At)
    {
        public StoredReport ToReport() => new(Hash, Name, Length, Who, KeyId, Columns.Instant(At));
    }
}
