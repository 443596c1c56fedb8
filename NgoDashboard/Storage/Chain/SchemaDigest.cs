using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// A digest over the SQL of all tables, indexes and triggers, because a changed bit there could disable a rule without changing any row.
/// </summary>
static class SchemaDigest
{
    const string MetaName = "schema-digest";

    public static void SaveDigest(SqliteConnection connection, SqliteTransaction transaction) =>
        MetaTable.SetValue(connection, MetaName, ComputeDigest(connection), transaction);

    public static DatabaseDamage? FindDamage(SqliteConnection connection) =>
        MetaTable.FindValue(connection, MetaName) is { } stored && stored != ComputeDigest(connection)
            ? new("sqlite_schema", null, "the schema is not the one that was made")
            : null;

    static string ComputeDigest(SqliteConnection connection)
    {
        var bytes = new CanonicalBytes();
        foreach (var (type, name, table, sql) in connection.Query<(string Type, string Name, string Table, string? Sql)>(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"))
        {
            bytes.WriteText("type", type);
            bytes.WriteText("name", name);
            bytes.WriteText("table", table);
            bytes.WriteText("sql", sql);
        }

        return Convert.ToHexStringLower(bytes.ComputeDigest());
    }
}
