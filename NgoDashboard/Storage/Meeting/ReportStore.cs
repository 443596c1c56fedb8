using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>An alias that the desk has taught: what a name in reports stands for.</summary>
/// <param name="Kind">"province", "sector" or "measure".</param>
/// <param name="Name">The name's comparison key: folded, without case and diacritics.</param>
/// <param name="Target">The province's code, the sector's id or the measure's code; "-" if the name stands for none.</param>
/// <param name="OriginalText">The name as the report wrote it; null if unknown.</param>
public sealed record AliasRecord(string Kind, string Name, string Target, string? OriginalText, string Actor, DateTimeOffset OccurredAt);

/// <summary>A report file that figures were imported from.</summary>
/// <param name="Hash">SHA-256 of the content in hexadecimal: it identifies the file.</param>
public sealed record ReportFileRecord(string Hash, string Name, long LengthBytes, string Actor, string KeyId, DateTimeOffset OccurredAt);

/// <summary>What an import stores beside its figures: the report files and the aliases that the desk has taught.</summary>
public sealed record ReportImportRecord(IReadOnlyList<ReportFileRecord> Files, IReadOnlyList<AliasRecord> Aliases);

/// <summary>Imported report files (their data, not their content) and taught aliases, in SQLite.</summary>
public sealed class ReportStore(Database database)
{
    public IReadOnlyList<AliasRecord> LoadAliases() => database.ReadInTransaction<IReadOnlyList<AliasRecord>>(connection =>
        [
            .. connection.Query<AliasRow>("SELECT kind, name, target, written, who, at FROM report_alias ORDER BY kind, name")
                .Select(row => row.ToRecord()),
        ]);

    public ReportFileRecord? FindReportFile(string hash) =>
        database.ReadInTransaction(connection => connection.QuerySingleOrDefault<ReportFileRow>(
            "SELECT hash, name, length, who, key_id AS KeyId, at FROM report_file WHERE hash = @hash", new { hash })?.ToRecord());

    /// <summary>Stores the files and aliases of an import in one transaction.</summary>
    /// <exception cref="StorageException">The write failed; nothing was stored.</exception>
    public void SaveImport(ReportImportRecord reports) =>
        database.WriteInTransaction((connection, transaction) => WriteImport(reports, connection, transaction));

    /// <summary>Deletes an alias that the desk has taught.</summary>
    /// <returns>False if it was deleted or changed meanwhile.</returns>
    /// <exception cref="StorageException">The write failed; the alias is still stored.</exception>
    public bool RemoveAlias(AliasRecord alias) => database.WriteInTransaction((connection, transaction) => connection.Execute(
        "DELETE FROM report_alias WHERE kind = @Kind AND name = @Name AND target = @Target",
        new { alias.Kind, alias.Name, alias.Target },
        transaction) > 0);

    internal static void WriteImport(ReportImportRecord reports, SqliteConnection connection, SqliteTransaction transaction)
    {
        // The hash is the key: if the same file is sent again, the first sender stays recorded.
        connection.Execute(
            "INSERT INTO report_file (hash, name, length, who, key_id, at) "
            + "VALUES (@Hash, @Name, @Length, @Who, @KeyId, @At) ON CONFLICT (hash) DO NOTHING",
            reports.Files.Select(report => new
            {
                report.Hash,
                report.Name,
                Length = report.LengthBytes,
                Who = report.Actor,
                report.KeyId,
                At = SqlMapping.FormatInstant(report.OccurredAt),
            }),
            transaction);
        connection.Execute(
            """
            INSERT INTO report_alias (kind, name, target, written, who, at) VALUES (@Kind, @Name, @Target, @Written, @Who, @At)
            ON CONFLICT (kind, name) DO UPDATE SET target = excluded.target, written = excluded.written, who = excluded.who, at = excluded.at
            WHERE target <> excluded.target
            """,
            reports.Aliases.Select(alias => new
            {
                alias.Kind,
                alias.Name,
                alias.Target,
                Written = alias.OriginalText,
                Who = alias.Actor,
                At = SqlMapping.FormatInstant(alias.OccurredAt),
            }),
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
