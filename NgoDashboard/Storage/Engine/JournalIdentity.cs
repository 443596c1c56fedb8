using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// Identifies the journal of a database. The id is random, is made when the database is opened for the first time, and moves with it to
/// other machines. The generation changes with every restore, because versions after the backup may then exist twice with different
/// content.
/// </summary>
/// <param name="Generation">1 until a backup is restored, then higher after each restore.</param>
public sealed record JournalIdentity(string Id, long Generation)
{
    internal const string IdName = "journal-id", GenerationName = "journal-generation";

    const int IdBytes = 16;

    /// <exception cref="StorageException">The stored identity is damaged.</exception>
    internal static JournalIdentity LoadOrCreate(SqliteConnection connection)
    {
        if (FindIdentity(connection) is { } known)
            return known;
        // After the restore of a backup that had no identity only the generation is there: it must stay.
        connection.Execute(
            "INSERT INTO meta (name, value) VALUES (@IdName, @id), (@GenerationName, '1') ON CONFLICT (name) DO NOTHING",
            new { IdName, GenerationName, id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)) });
        return FindIdentity(connection)!;
    }

    /// <summary>Null if the database was last opened by a version of this program without identities.</summary>
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
    /// Raises the generation, so that screens accept versions lower than those that they have seen. It becomes the Unix time in seconds and
    /// not +1, because the same backup may be restored twice and each restore needs a different generation.
    /// </summary>
    /// <returns>The new generation.</returns>
    internal static long RaiseGeneration(SqliteConnection connection, DateTimeOffset at)
    {
        _ = long.TryParse(MetaTable.FindValue(connection, GenerationName), NumberStyles.None, CultureInfo.InvariantCulture, out var before);
        var next = NextGeneration(before, at);
        MetaTable.SetValue(connection, GenerationName, next.ToString(CultureInfo.InvariantCulture));
        return next;
    }

    internal static long NextGeneration(long before, DateTimeOffset at) => Math.Max(before + 1, at.ToUnixTimeSeconds());
}
