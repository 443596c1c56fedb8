namespace NgoDashboard.Storage;

/// <summary>What the desk has chosen once for all its pages, by name.</summary>
public sealed class SettingStore(Database database)
{
    public string? Find(string name) => database.Read(connection => MetaRows.Find(connection, name));

    /// <exception cref="StorageException">The disk refuses; the setting is as it was.</exception>
    public void Put(string name, string value) => database.Write((connection, transaction) => MetaRows.Put(connection, name, value, transaction));
}
