using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Meeting;

/// <summary>An agenda item as it is stored.</summary>
/// <param name="Id">0 for an item that is not stored yet.</param>
/// <param name="OpenedVersion">The version that opened the meeting: it identifies it.</param>
public sealed record AgendaItemRecord(long Id, long OpenedVersion, string Scene, string ParametersJson, string Note, bool IsRemoved);

/// <summary>Agendas in SQLite. Removed items stay stored, so that they can be restored and the record can name them.</summary>
public sealed class AgendaStore(Database database)
{
    public IReadOnlyList<AgendaItemRecord> LoadAgenda(long meeting) =>
        database.ReadInTransaction<IReadOnlyList<AgendaItemRecord>>(connection => [.. LoadItems(connection, meeting)]);

    internal static IEnumerable<AgendaItemRecord> LoadItems(SqliteConnection connection, long meeting) =>
        connection.Query<AgendaItemRow>(
            "SELECT id, meeting, scene, parameters, note, is_removed AS IsRemoved "
            + "FROM agenda_item WHERE meeting = @meeting ORDER BY ordinal, id",
            new { meeting })
            .Select(row => new AgendaItemRecord(row.Id, row.Meeting, row.Scene, row.Parameters, row.Note, row.IsRemoved == 1));

    /// <summary>Stores the whole agenda of a meeting in its new order. An item whose id is 0 is inserted.</summary>
    /// <returns>The same items with their ids.</returns>
    /// <exception cref="StorageException">The write failed; the stored agenda is unchanged.</exception>
    public IReadOnlyList<AgendaItemRecord> SaveAgenda(long meeting, IReadOnlyList<AgendaItemRecord> items) =>
        database.WriteInTransaction<IReadOnlyList<AgendaItemRecord>>((connection, transaction) =>
        [.. items.Select((item, ordinal) => item with { Id = SaveItem(connection, transaction, meeting, item, ordinal) })]);

    static long SaveItem(SqliteConnection connection, SqliteTransaction transaction, long meeting, AgendaItemRecord item, int ordinal) =>
        connection.ExecuteScalar<long>(
            item.Id == 0
                ? """
                  INSERT INTO agenda_item (meeting, ordinal, scene, parameters, note, is_removed)
                  VALUES (@meeting, @ordinal, @Scene, @ParametersJson, @Note, @IsRemoved) RETURNING id
                  """
                : """
                  UPDATE agenda_item SET ordinal = @ordinal, scene = @Scene, parameters = @ParametersJson, note = @Note, is_removed = @IsRemoved
                  WHERE id = @Id RETURNING id
                  """,
            new { item.Id, meeting, ordinal, item.Scene, item.ParametersJson, item.Note, item.IsRemoved },
            transaction);

    sealed record AgendaItemRow(long Id, long Meeting, string Scene, string Parameters, string Note, long IsRemoved);
}
