using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>What the desk has chosen once for all its pages, by name.</summary>
public sealed class SettingStore(Database database)
{
    public string? FindSetting(string name) => database.ReadInTransaction(connection => MetaTable.FindValue(connection, name));

    /// <exception cref="StorageException">The disk refuses; the setting is as it was.</exception>
    public void SaveSetting(string name, string value) => database.WriteInTransaction((connection, transaction) => MetaTable.SetValue(connection, name, value, transaction));
}
