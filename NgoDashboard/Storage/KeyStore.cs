using Dapper;

namespace NgoDashboard.Storage;

/// <summary>A key that was issued. The key itself is known only to its holder; here is its SHA-256.</summary>
/// <param name="Point">The bridge point whose screen it is.</param>
/// <param name="Sealed">Of a point's link: the key itself, readable with the server's own key only.</param>
public sealed record StoredKey(
    string Id, string Role, string? Province, string Label, byte[] Hash, string IssuedAt, string? RevokedAt, long? Point, byte[]? Sealed = null);

/// <summary>Access keys in SQLite.</summary>
public sealed class KeyStore(Database database)
{
    public IReadOnlyList<StoredKey> All() => database.Read<IReadOnlyList<StoredKey>>(connection =>
        [
            .. connection.Query<StoredKey>(
                "SELECT id, role, province, label, hash, issued_at AS IssuedAt, revoked_at AS RevokedAt, point, sealed FROM access_key ORDER BY issued_at, id"),
        ]);

    /// <summary>All or none.</summary>
    /// <exception cref="StorageException">The disk refuses; no key was stored.</exception>
    public void Add(IReadOnlyList<StoredKey> keys) => database.Write((connection, transaction) =>
        connection.Execute(
            """
            INSERT INTO access_key (id, role, province, label, hash, issued_at, revoked_at, point, sealed)
            VALUES (@Id, @Role, @Province, @Label, @Hash, @IssuedAt, @RevokedAt, @Point, @Sealed)
            """,
            keys,
            transaction));

    /// <summary>What was sealed is forgotten with it.</summary>
    /// <exception cref="StorageException">The disk refuses; no key was revoked.</exception>
    public void Revoke(IReadOnlyList<string> ids, DateTimeOffset at) => database.Write((connection, transaction) =>
        connection.Execute(
            "UPDATE access_key SET revoked_at = @at, sealed = NULL WHERE id = @id AND revoked_at IS NULL",
            ids.Select(id => new { id, at = Columns.Text(at) }),
            transaction));
}
