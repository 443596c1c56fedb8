using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Bench.Faults.Databases;

/// <summary>
/// All rows of a database, table by table, and SQLite's integrity check of its indexes, to compare two files.
/// </summary>
sealed class DatabaseDump
{
    readonly Dictionary<string, string> tables = [];

    /// <summary>Output of SQLite's integrity check; empty if all is well.</summary>
    public string Integrity { get; private init; } = "";

    public IReadOnlyDictionary<string, string> Tables => tables;

    public static DatabaseDump Load(string path)
    {
        using var connection =
            new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var dump = new DatabaseDump { Integrity = ReadOrDescribeRefusal(() => CheckIntegrity(connection)) };
        foreach (var table in GetTableNames(connection))
            dump.tables[table] = ReadOrDescribeRefusal(() => DumpRows(connection, table));
        return dump;
    }

    /// <returns>The tables whose rows differ; "an index" if only an index does; null if nothing differs.</returns>
    public string? DescribeDifference(DatabaseDump other)
    {
        string[] changed = [.. tables.Where(table => other.tables.GetValueOrDefault(table.Key) != table.Value).Select(table => table.Key)];
        return changed.Length > 0 ? string.Join(", ", changed) : Integrity != other.Integrity ? "an index" : null;
    }

    static string[] GetTableNames(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return [.. names];
    }

    static string CheckIntegrity(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(5)";
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
            lines.Add(rows.GetString(0));
        // A wrong count of fragmented free bytes affects no row.
        return string.Join('\n', lines.Where(line => line != "ok" && !line.Contains("ragmentation", StringComparison.Ordinal)));
    }

    static string DumpRows(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        // In the order of the table, without using an index.
        command.CommandText = $"SELECT rowid, * FROM \"{table}\" NOT INDEXED ORDER BY rowid";
        using var rows = command.ExecuteReader();
        var text = new StringBuilder();
        while (rows.Read())
        {
            for (var i = 0; i < rows.FieldCount; i++)
            {
                var value = rows.GetValue(i);
                text.Append(value.GetType().Name).Append(':')
                    .Append(value is byte[] blob ? Convert.ToHexString(blob) : Convert.ToString(value, CultureInfo.InvariantCulture))
                        .Append('|');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    static string ReadOrDescribeRefusal(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception refused) when (refused is SqliteException or InvalidOperationException or FormatException)
        {
            return "refused: " + refused.Message;
        }
    }
}
