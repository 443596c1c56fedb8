using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Sql;

/// <summary>Table <c>meta</c>: named texts about the database as a whole, such as its identity and the desk's settings.</summary>
static class MetaTable
{
    public static string? FindValue(SqliteConnection connection, string name) =>
        connection.QuerySingleOrDefault<string>("SELECT value FROM meta WHERE name = @name", new { name });

    /// <summary>Inserts the value, or replaces the one of that name.</summary>
    public static void SetValue(SqliteConnection connection, string name, string value, SqliteTransaction? transaction = null) =>
        connection.Execute(
            "INSERT INTO meta (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { name, value },
            transaction);
}
