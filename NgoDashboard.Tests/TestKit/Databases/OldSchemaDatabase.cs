using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Tests.TestKit.Databases;

/// <summary>Databases of earlier schema versions, for tests of the migration.</summary>
static class OldSchemaDatabase
{
    // In the order of their foreign keys.
    static readonly string[] EntryTables = ["journal_change", "statement", "journal_warning", "correction_end", "stage", "meeting"];

    public static void Create(string path, int schema)
    {
        using var connection = Open(path);
        connection.Execute("PRAGMA journal_mode = WAL");
        for (var version = 2; version <= schema; version++)
        {
            using var script = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream($"NgoDashboard.Storage.schema.{version}.sql")!);
            connection.Execute(script.ReadToEnd());
            if (version == 7)
            {
                using var afterwards = new StreamReader(typeof(Database).Assembly.GetManifestResourceStream("NgoDashboard.Storage.schema.7.after.sql")!);
                connection.Execute(afterwards.ReadToEnd());
            }
        }

        connection.Execute($"PRAGMA user_version = {schema}");
    }

    /// <summary>Copies the journal and the reference data of a database of today into a new database of schema 6.</summary>
    public static void CopyToSchema6(string today, string path)
    {
        Create(path, 6);
        using var connection = Open(path);
        connection.Execute("ATTACH DATABASE @today AS today", new { today });
        foreach (var table in (string[])["province", "sector", "campaign", "exchange_rate"])
            CopyTable(connection, table, "");
        foreach (var version in connection.Query<long>("SELECT version FROM today.journal ORDER BY version").AsList())
        {
            foreach (var table in EntryTables.Prepend("journal"))
                CopyTable(connection, table, $"WHERE version = {version} ORDER BY rowid");
        }
    }

    /// <summary>Copies the journal and the reference data of a database of today into a new one of schema 9, with hashes of form 1.</summary>
    public static void CopyToSchema9(string today, string path)
    {
        Create(path, 9);
        using var connection = Open(path);
        connection.Execute("ATTACH DATABASE @today AS today", new { today });
        foreach (var table in (string[])["province", "sector", "campaign", "exchange_rate"])
            CopyTable(connection, table, "");
        var versions = connection.Query<long>("SELECT version FROM today.journal ORDER BY version").AsList();
        foreach (var version in versions)
        {
            foreach (var table in EntryTables.Prepend("journal").Append("journal_key"))
                CopyTable(connection, table, $"WHERE version = {version} ORDER BY rowid");
        }

        using var transaction = connection.BeginTransaction();
        ChainWriter.WriteHashes(connection, transaction, versions[0], versions[^1], form: 1);
        IntegrityIndexes.CreateIndexes(connection, transaction);
        SchemaDigest.SaveDigest(connection, transaction);
        transaction.Commit();
    }

    static void CopyTable(SqliteConnection connection, string table, string which)
    {
        var columns = string.Join(", ", connection.Query<string>("SELECT name FROM pragma_table_info(@table, 'main')", new { table }));
        connection.Execute($"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table} {which}");
    }

    static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
