using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Sql;

/// <summary>What is known of a database as a whole: table <c>meta</c>, a text by its name.</summary>
static class MetaTable
{
    public static string? FindValue(SqliteConnection connection, string name) =>
        connection.QuerySingleOrDefault<string>("SELECT value FROM meta WHERE name = @name", new { name });

    /// <summary>In place of what was there.</summary>
    public static void SetValue(SqliteConnection connection, string name, string value, SqliteTransaction? transaction = null) => connection.Execute(
        "INSERT INTO meta (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        new { name, value },
        transaction);
}
