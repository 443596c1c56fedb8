using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>The desk's settings by name; they apply to all its pages. Stored in table meta.</summary>
public sealed class SettingStore(Database database)
{
    public string? FindSetting(string name) => database.ReadInTransaction(connection => MetaTable.FindValue(connection, name));

    /// <exception cref="StorageException">The write failed; the setting is unchanged.</exception>
    public void SaveSetting(string name, string value) =>
        database.WriteInTransaction((connection, transaction) => MetaTable.SetValue(connection, name, value, transaction));
}
