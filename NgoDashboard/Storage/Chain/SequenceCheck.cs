using Dapper;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// Checks SQLite's own table of used ids (sqlite_sequence), which no index can cover: each table with AUTOINCREMENT has one row, not below
/// its highest id, and there are no other rows. A value that is too high only skips ids and changes nothing that can be read.
/// </summary>
static class SequenceCheck
{
    const string Counting = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'";

    public static DatabaseDamage? FindDamage(SqliteConnection connection)
    {
        string[] tables = [.. connection.Query<string>(Counting)];
        if (tables.Length == 0)
            return null;
        var rows = connection.Query<(string? Table, string? Type, long? Value)>(
            "SELECT name, typeof(seq), CAST(seq AS INTEGER) FROM sqlite_sequence").AsList();
        if (rows.Exists(row => row.Type != "integer" || !tables.Contains(row.Table))
            || rows.DistinctBy(row => row.Table).Count() < rows.Count)
            return new("sqlite_sequence", null, "a count of ids belongs to no table");
        var counts = rows.ToDictionary(row => row.Table!, row => row.Value ?? 0);
        var behind = tables.FirstOrDefault(table =>
            connection.ExecuteScalar<long?>($"SELECT max(rowid) FROM {table}") > counts.GetValueOrDefault(table));
        return behind is null ? null : new("sqlite_sequence", null, $"the count of ids of {behind} is behind its rows");
    }
}
