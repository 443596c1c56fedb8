using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage;

/// <summary>
/// Which journal a database holds. The id is random, made when the database is opened for the first time, and stays with it on every machine;
/// the generation is another one after every restore, because the versions after a backup may then exist twice, with other contents.
/// </summary>
/// <param name="Generation">1 until a backup is restored, then higher with each restore.</param>
public sealed record JournalIdentity(string Id, long Generation)
{
    internal const string IdName = "journal-id", GenerationName = "journal-generation";

    const int IdBytes = 16;

    /// <exception cref="StorageException">What stands in the database is no identity.</exception>
    internal static JournalIdentity OpenOrCreate(SqliteConnection connection)
    {
        if (Find(connection) is { } known)
            return known;
        // A restore of a backup from before there were identities has set the generation alone.
        connection.Execute(
            "INSERT INTO meta (name, value) VALUES (@IdName, @id), (@GenerationName, '1') ON CONFLICT (name) DO NOTHING",
            new { IdName, GenerationName, id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)) });
        return Find(connection)!;
    }

    /// <summary>Null in a database that this program has not opened since journals have identities.</summary>
    /// <inheritdoc cref="OpenOrCreate"/>
    internal static JournalIdentity? Find(SqliteConnection connection)
    {
        if (Value(connection, IdName) is not { } id || Value(connection, GenerationName) is not { } text)
            return null;
        return id.Length > 0 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var generation) && generation > 0
            ? new(id, generation)
            : throw new StorageException($"{connection.DataSource}: the journal's identity is damaged ('{id}', '{text}').");
    }

    static string? Value(SqliteConnection connection, string name) =>
        connection.QuerySingleOrDefault<string>("SELECT value FROM meta WHERE name = @name", new { name });
}
