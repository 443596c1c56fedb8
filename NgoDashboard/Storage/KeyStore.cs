using Dapper;

namespace NgoDashboard.Storage;

/// <summary>A key that was issued. The key itself is known only to its holder; here is its SHA-256.</summary>
/// <param name="Point">The bridge point whose screen it is.</param>
public sealed record StoredKey(string Id, string Role, string? Province, string Label, byte[] Hash, string IssuedAt, string? RevokedAt, long? Point);

/// <summary>Access keys in SQLite.</summary>
public sealed class KeyStore(Database database)
{
    public IReadOnlyList<StoredKey> All()
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<StoredKey>(
                "SELECT id, role, province, label, hash, issued_at AS IssuedAt, revoked_at AS RevokedAt, point FROM access_key ORDER BY issued_at, id"),
        ];
    }

    public void Add(StoredKey key)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO access_key (id, role, province, label, hash, issued_at, revoked_at, point)
            VALUES (@Id, @Role, @Province, @Label, @Hash, @IssuedAt, @RevokedAt, @Point)
            """,
            key);
    }

    /// <returns>Whether there was such a key that was not revoked yet.</returns>
    public bool Revoke(string id, DateTimeOffset at)
    {
        using var connection = database.Open();
        return connection.Execute(
            "UPDATE access_key SET revoked_at = @at WHERE id = @id AND revoked_at IS NULL",
            new { id, at = Columns.Text(at) }) == 1;
    }
}
