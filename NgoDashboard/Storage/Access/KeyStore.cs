using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Access;

/// <summary>Access keys in SQLite.</summary>
public sealed class KeyStore(Database database)
{
    const string ColumnNames = "id, role, province, label, hash, issued_at, revoked_at, point, sealed, issued_by, approved_by";

    /// <summary>The keys that may write now, held in memory.</summary>
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

    /// <summary>Stores all of them in one transaction.</summary>
    /// <exception cref="StorageException">The write failed; no key was stored.</exception>
    public void AddKeys(IReadOnlyList<KeyRecord> keys) =>
        database.WriteInTransaction((connection, transaction) => UpsertKeys(connection, transaction, keys));

    /// <summary>Marks the keys as revoked and deletes their sealed form; a key that is revoked already keeps its time.</summary>
    /// <exception cref="StorageException">The write failed; no key was revoked.</exception>
    public void RevokeKeys(IReadOnlyList<string> ids, DateTimeOffset at) => database.WriteInTransaction((connection, transaction) =>
        connection.Execute(
            "UPDATE access_key SET revoked_at = @at, sealed = NULL WHERE id = @id AND revoked_at IS NULL",
            ids.Select(id => new { id, at = SqlMapping.FormatInstant(at) }),
            transaction));

    /// <summary>Inserts or updates keys in the caller's transaction: the journal's entry about a key and the key commit together.</summary>
    internal static void UpsertKeys(
        SqliteConnection connection, SqliteTransaction transaction, params IReadOnlyList<KeyRecord> keys) => connection.Execute(
        $"""
        INSERT INTO access_key ({ColumnNames})
        VALUES (@Id, @Role, @Province, @Label, @Hash, @IssuedAt, @RevokedAt, @Point, @Sealed, @IssuedBy, @ApprovedBy)
        ON CONFLICT (id) DO UPDATE SET revoked_at = excluded.revoked_at, sealed = excluded.sealed, approved_by = excluded.approved_by
        """,
        keys,
        transaction);
}
