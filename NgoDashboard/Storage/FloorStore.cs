using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>Who asked to speak, in SQLite, in their order, for good.</summary>
public sealed class FloorStore(Database database)
{
    readonly OrderedRows<FloorRequest> rows = new(database, one => one.Id, Write);

    public IReadOnlyList<FloorRequest> All() => rows.Load(database.Read<(FloorRequest, long)[]>(connection =>
        [
            .. connection.Query<Row>("SELECT id, ordinal, province, who, key_id AS KeyId, at, subject, state FROM floor_request ORDER BY ordinal, id")
                .Select(row => (row.ToRequest(), row.Ordinal)),
        ]));

    /// <summary>All of them in their new order. One whose id is 0 is new.</summary>
    /// <returns>The same with their ids.</returns>
    /// <exception cref="StorageException">The disk refuses; all is as it was.</exception>
    public IReadOnlyList<FloorRequest> Put(IReadOnlyList<FloorRequest> requests) => rows.Put(requests);

    static FloorRequest Write(SqliteConnection connection, SqliteTransaction transaction, FloorRequest one, long ordinal) => one with
    {
        Id = connection.ExecuteScalar<long>(
            one.Id == 0
                ? """
                  INSERT INTO floor_request (ordinal, province, who, key_id, at, subject, state)
                  VALUES (@ordinal, @Province, @Who, @KeyId, @At, @Subject, @State) RETURNING id
                  """
                : "UPDATE floor_request SET ordinal = @ordinal, state = @State WHERE id = @Id RETURNING id",
            new { one.Id, ordinal, Province = one.Province.ToString(), one.Who, one.KeyId, At = Columns.Text(one.At), one.Subject, State = Columns.Word(one.State) },
            transaction),
    };

    sealed record Row(long Id, long Ordinal, string Province, string Who, string KeyId, string At, string Subject, string State)
    {
        public FloorRequest ToRequest() => new(Id, ProvinceCode.Parse(Province), Who, KeyId, Columns.Instant(At), Subject)
        {
            State = Columns.Read<FloorState>(State, Columns.TryRead),
        };
    }
}
