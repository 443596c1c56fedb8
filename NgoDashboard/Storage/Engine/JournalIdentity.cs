using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Engine;

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
    internal static JournalIdentity LoadOrCreate(SqliteConnection connection)
    {
        if (FindIdentity(connection) is { } known)
            return known;
        // A restore of a backup from before there were identities has set the generation alone.
        connection.Execute(
            "INSERT INTO meta (name, value) VALUES (@IdName, @id), (@GenerationName, '1') ON CONFLICT (name) DO NOTHING",
            new { IdName, GenerationName, id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)) });
        return FindIdentity(connection)!;
    }

    /// <summary>Null in a database that this program has not opened since journals have identities.</summary>
    /// <inheritdoc cref="LoadOrCreate"/>
    internal static JournalIdentity? FindIdentity(SqliteConnection connection)
    {
        if (MetaTable.FindValue(connection, IdName) is not { } id || MetaTable.FindValue(connection, GenerationName) is not { } text)
            return null;
        return id.Length > 0 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var generation) && generation > 0
            ? new(id, generation)
            : throw new StorageException($"{connection.DataSource}: the journal's identity is damaged ('{id}', '{text}').");
    }

    /// <summary>
    /// Another journal from here on, for those who compare versions: higher than before, and another one each time the same copy is put
    /// back, because screens that follow the first must follow the second as well. So it is the second of that moment, not one more.
    /// </summary>
    /// <returns>The generation that it has now.</returns>
    internal static long RaiseGeneration(SqliteConnection connection, DateTimeOffset at)
    {
        _ = long.TryParse(MetaTable.FindValue(connection, GenerationName), NumberStyles.None, CultureInfo.InvariantCulture, out var before);
        var next = NextGeneration(before, at);
        MetaTable.SetValue(connection, GenerationName, next.ToString(CultureInfo.InvariantCulture));
        return next;
    }

    internal static long NextGeneration(long before, DateTimeOffset at) => Math.Max(before + 1, at.ToUnixTimeSeconds());
}
