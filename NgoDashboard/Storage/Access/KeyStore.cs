using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Access;

/// <summary>A key that was issued. The key itself is known only to its holder; here is its SHA-256.</summary>
/// <param name="Point">The bridge point whose screen it is.</param>
/// <param name="Sealed">Of a point's link: the key itself, readable with the server's own key only.</param>
/// <param name="IssuedBy">The id of the key that issued it; null where the console did, or the server by itself.</param>
/// <param name="ApprovedBy">Of a desk's key: the id of the second person's key that approved it. It stands for a person of its own then.</param>
public sealed record KeyRecord(
    string Id, string Role, string? Province, string Label, byte[] Hash, string IssuedAt, string? RevokedAt, long? Point, byte[]? Sealed = null,
    string? IssuedBy = null, string? ApprovedBy = null)
{
    public KeyRecord AsRevoked(DateTimeOffset at) => this with { RevokedAt = SqlMapping.FormatInstant(at), Sealed = null };
}

/// <summary>Access keys in SQLite.</summary>
public sealed class KeyStore(Database database)
{
    const string ColumnNames = "id, role, province, label, hash, issued_at, revoked_at, point, sealed, issued_by, approved_by";

    /// <summary>Who may write with which key, in memory.</summary>
    public LiveKeys LiveKeys => database.Keys;

    public IReadOnlyList<KeyRecord> LoadKeys() => database.ReadInTransaction<IReadOnlyList<KeyRecord>>(connection =>
        [
            .. connection.Query<KeyRecord>(
                """
                SELECT id, role, province, label, hash, issued_at AS IssuedAt, revoked_at AS RevokedAt, point, sealed, issued_by AS IssuedBy,
                       approved_by AS ApprovedBy
                FROM access_key ORDER BY issued_at, id
                """),
        ]);

    /// <summary>All or none.</summary>
    /// <exception cref="StorageException">The disk refuses; no key was stored.</exception>
    public void AddKeys(IReadOnlyList<KeyRecord> keys) => database.WriteInTransaction((connection, transaction) => UpsertKeys(connection, transaction, keys));

    /// <summary>What was sealed is forgotten with it.</summary>
    /// <exception cref="StorageException">The disk refuses; no key was revoked.</exception>
    public void RevokeKeys(IReadOnlyList<string> ids, DateTimeOffset at) => database.WriteInTransaction((connection, transaction) =>
        connection.Execute(
            "UPDATE access_key SET revoked_at = @at, sealed = NULL WHERE id = @id AND revoked_at IS NULL",
            ids.Select(id => new { id, at = SqlMapping.FormatInstant(at) }),
            transaction));

    /// <summary>The keys as they are from now on, together with whatever else the caller commits.</summary>
    internal static void UpsertKeys(SqliteConnection connection, SqliteTransaction transaction, params IReadOnlyList<KeyRecord> keys) => connection.Execute(
        $"""
        INSERT INTO access_key ({ColumnNames})
        VALUES (@Id, @Role, @Province, @Label, @Hash, @IssuedAt, @RevokedAt, @Point, @Sealed, @IssuedBy, @ApprovedBy)
        ON CONFLICT (id) DO UPDATE SET revoked_at = excluded.revoked_at, sealed = excluded.sealed, approved_by = excluded.approved_by
        """,
        keys,
        transaction);
}
