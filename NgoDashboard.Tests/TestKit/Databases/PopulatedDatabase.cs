using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Tests.TestKit.Databases;

/// <summary>Fills every table of a database, and dumps all rows as lines.</summary>
static class PopulatedDatabase
{
    public static void Write(Database database)
    {
        PopulatedJournal.WriteEveryEntryKind(database);
        using var connection = database.OpenConnection();
        connection.Execute(
            """
            INSERT INTO point (kind, province, name, place) VALUES ('ministry', NULL, 'Văn phòng', ''), ('province', '34:31', 'Hội trường', 'Hải Phòng');
            INSERT INTO access_key (id, role, province, label, hash, issued_at, point, sealed) VALUES
                ('k1', 'desk', NULL, 'Bàn điều hành', x'0102030405060708', '2024-04-12T07:00:00.0000000Z', NULL, NULL),
                ('k2', 'screen', '34:31', 'Hội trường', x'1112131415161718', '2024-04-12T07:00:00.0000000Z', 2, x'2122232425');
            INSERT INTO agenda_item (meeting, ordinal, scene, parameters, note) VALUES (1, 0, 'overview', '{"year":2023}', 'mở đầu'), (1, 1, 'years', '{}', '');
            INSERT INTO draft (key_id, name, at, scene, parameters, item) VALUES ('k1', 'Bàn điều hành', '2024-04-12T08:00:00.0000000Z', 'years', '{}', 2);
            INSERT INTO draft_edit (key_id, ordinal, period_from, period_to, measure, value, unit, qualifier, reason, is_correction)
                VALUES ('k1', 0, '2023-01-01', '2023-12-31', 'disbursed', 12300, 'USD', 'exact', 'Tỉnh báo lại', 1);
            INSERT INTO draft_doubt (key_id, ordinal, figure, report, sentence) VALUES ('k1', 0, NULL, 'bao-cao.xlsx', 'Tổng lệch.');
            INSERT INTO amendment (asked_for, who, key_id, at, period_from, period_to, province, measure, value, unit, qualifier, reason, seen, state)
                VALUES ('34:31', 'Sở Ngoại vụ', 'k3', '2024-04-12T08:00:00.0000000Z', '2023-01-01', '2023-12-31', '34:31', 'disbursed', 5, 'USD', 'exact', 'sót', 1, 'open');
            INSERT INTO proposal (ordinal, province, who, key_id, at, text, state) VALUES (0, '34:31', 'Sở Ngoại vụ', 'k3', '2024-04-12T08:00:00.0000000Z', 'Đề nghị bổ sung.', 'open');
            INSERT INTO floor_request (ordinal, province, who, key_id, at, subject, state) VALUES (0, '34:31', 'Sở Ngoại vụ', 'k3', '2024-04-12T08:00:00.0000000Z', 'y tế', 'waiting');
            INSERT INTO attendance (connection, point, province, joined_at, seen_at, first_version, point_id, address)
                VALUES ('c1', 'Hội trường', '34:31', '2024-04-12T07:30:00.0000000Z', '2024-04-12T09:30:00.0000000Z', 2, 2, '10.0.0.1');
            INSERT INTO version_reach (version, expected, there, painted, median_ms, slowest_ms) VALUES (2, 34, 33, 32, 120, 900);
            INSERT INTO protection_key (name, xml, digest) VALUES ('key-1', '<key id="1" />', zeroblob(32));
            INSERT INTO report_alias (kind, name, target, who, at, written) VALUES ('province', 'lang xon', '63:20', 'Bà Hạnh', '2024-04-12T08:00:00.0000000Z', 'Lạng Xơn');
            INSERT INTO report_file (hash, name, length, who, key_id, at) VALUES ('ab12', 'bao-cao.xlsx', 2048, 'Bà Hạnh', 'k1', '2024-04-12T08:00:00.0000000Z');
            INSERT INTO meta (name, value) VALUES ('roll-header', 'shown');
            """);
    }

    /// <summary>Every row of every table, read without indexes, and the journal as the program reads it.</summary>
    public static string[] DumpAllRows(Database database)
    {
        using var connection = database.OpenConnection();
        return [.. GetTableNames(connection).SelectMany(table => DumpRows(connection, table)), .. PopulatedJournal.DumpAsLines(database)];
    }

    public static IReadOnlyList<string> GetTableNames(SqliteConnection connection) =>
        connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name").AsList();

    static IEnumerable<string> DumpRows(SqliteConnection connection, string table) =>
        connection.Query($"SELECT rowid AS _row, * FROM \"{table}\" NOT INDEXED ORDER BY rowid").Select(row =>
            $"{table} {string.Join('|', ((IDictionary<string, object?>)row).Select(column => FormatValue(column.Value)))}");

    static string FormatValue(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}"),
    };
}
