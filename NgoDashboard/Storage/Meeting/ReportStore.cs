using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>What the desk has said of a name.</summary>
/// <param name="Kind">"province", "sector" or "measure".</param>
/// <param name="Name">Folded.</param>
/// <param name="Target">A province's code, a sector's id, a measure's word, or "-".</param>
/// <param name="OriginalText">As the report wrote it; null where it is not known.</param>
public sealed record AliasRecord(string Kind, string Name, string Target, string? OriginalText, string Actor, DateTimeOffset OccurredAt);

/// <summary>A file that figures came from.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
public sealed record ReportFileRecord(string Hash, string Name, long LengthBytes, string Actor, string KeyId, DateTimeOffset OccurredAt);

/// <summary>What is kept of reports when their figures are: the files, and what the desk has said of names in them.</summary>
public sealed record ReportImportRecord(IReadOnlyList<ReportFileRecord> Files, IReadOnlyList<AliasRecord> Aliases);

/// <summary>What is kept of the reports that were taken in.</summary>
public sealed class ReportStore(Database database)
{
    public IReadOnlyList<AliasRecord> LoadAliases() => database.ReadInTransaction<IReadOnlyList<AliasRecord>>(connection =>
        [.. connection.Query<AliasRow>("SELECT kind, name, target, written, who, at FROM report_alias ORDER BY kind, name").Select(row => row.ToRecord())]);

    public ReportFileRecord? FindReportFile(string hash) => database.ReadInTransaction(connection => connection.QuerySingleOrDefault<ReportFileRow>(
        "SELECT hash, name, length, who, key_id AS KeyId, at FROM report_file WHERE hash = @hash", new { hash })?.ToRecord());

    /// <summary>All together, or none.</summary>
    /// <exception cref="StorageException">The disk refuses; nothing was stored.</exception>
    public void SaveImport(ReportImportRecord reports) => database.WriteInTransaction((connection, transaction) => WriteImport(reports, connection, transaction));

    /// <summary>It is as if nobody had said it.</summary>
    /// <returns>False where it was not there any more, or says something else by now.</returns>
    /// <exception cref="StorageException">The disk refuses; it is still there.</exception>
    public bool RemoveAlias(AliasRecord alias) => database.WriteInTransaction((connection, transaction) => connection.Execute(
        "DELETE FROM report_alias WHERE kind = @Kind AND name = @Name AND target = @Target", new { alias.Kind, alias.Name, alias.Target }, transaction) > 0);

    internal static void WriteImport(ReportImportRecord reports, SqliteConnection connection, SqliteTransaction transaction)
    {
        // The same file again is the same file; who sent it first, sent it.
        connection.Execute(
            "INSERT INTO report_file (hash, name, length, who, key_id, at) VALUES (@Hash, @Name, @Length, @Who, @KeyId, @At) ON CONFLICT (hash) DO NOTHING",
            reports.Files.Select(report => new { report.Hash, report.Name, Length = report.LengthBytes, Who = report.Actor, report.KeyId, At = SqlMapping.FormatInstant(report.OccurredAt) }),
            transaction);
        connection.Execute(
            """
            INSERT INTO report_alias (kind, name, target, written, who, at) VALUES (@Kind, @Name, @Target, @Written, @Who, @At)
            ON CONFLICT (kind, name) DO UPDATE SET target = excluded.target, written = excluded.written, who = excluded.who, at = excluded.at
            WHERE target <> excluded.target
            """,
            reports.Aliases.Select(alias => new { alias.Kind, alias.Name, alias.Target, Written = alias.OriginalText, Who = alias.Actor, At = SqlMapping.FormatInstant(alias.OccurredAt) }),
            transaction);
    }

    sealed record AliasRow(string Kind, string Name, string Target, string? Written, string Who, string At)
    {
        public AliasRecord ToRecord() => new(Kind, Name, Target, Written, Who, SqlMapping.ParseInstant(At));
    }

    sealed record ReportFileRow(string Hash, string Name, long Length, string Who, string KeyId, string At)
    {
        public ReportFileRecord ToRecord() => new(Hash, Name, Length, Who, KeyId, SqlMapping.ParseInstant(At));
    }
}
