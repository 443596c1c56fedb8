using Dapper;

namespace NgoDashboard.Storage;

/// <summary>What the desk has chosen once for all its pages, by name.</summary>
public sealed class SettingStore(Database database)
{
    public string? Find(string name) =>
        database.Read(connection => connection.QuerySingleOrDefault<string>("SELECT value FROM meta WHERE name = @name", new { name }));

    /// <exception cref="StorageException">The disk refuses; the setting is as it was.</exception>
    public void Put(string name, string value) => database.Write((connection, _) => connection.Execute(
        "INSERT INTO meta (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name, value }));
}
