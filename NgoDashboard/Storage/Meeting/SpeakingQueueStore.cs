using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>The speaking queue in SQLite, in the desk's order. No request is ever deleted.</summary>
public sealed class SpeakingQueueStore(Database database)
{
    readonly OrderedRows<SpeakingRequest> rows = new(database, request => request.Id, SaveRequest);

    public IReadOnlyList<SpeakingRequest> LoadRequests() =>
        rows.SetStoredRows(database.ReadInTransaction<(SpeakingRequest, long)[]>(connection =>
        [
            .. connection.Query<SpeakingRequestRow>(
                "SELECT id, ordinal, province, who, key_id AS KeyId, at, subject, state FROM floor_request ORDER BY ordinal, id")
                .Select(row => (row.ToRequest(), row.Ordinal)),
        ]));

    /// <summary>Stores the whole queue in its new order. A request whose id is 0 is inserted.</summary>
    /// <returns>The same requests with their ids.</returns>
    /// <exception cref="StorageException">The write failed; the stored queue is unchanged.</exception>
    public IReadOnlyList<SpeakingRequest> SaveRequests(IReadOnlyList<SpeakingRequest> requests) => rows.SaveRows(requests);

    static SpeakingRequest SaveRequest(
        SqliteConnection connection, SqliteTransaction transaction, SpeakingRequest one, long ordinal) => one with
        {
            Id = connection.ExecuteScalar<long>(
            one.Id == 0
                ? """
                  INSERT INTO floor_request (ordinal, province, who, key_id, at, subject, state)
                  VALUES (@ordinal, @Province, @Who, @KeyId, @At, @Subject, @State) RETURNING id
                  """
                : "UPDATE floor_request SET ordinal = @ordinal, state = @State WHERE id = @Id RETURNING id",
            new
            {
                one.Id,
                ordinal,
                Province = one.Province.ToString(),
                Who = one.Actor,
                one.KeyId,
                At = SqlMapping.FormatInstant(one.OccurredAt),
                one.Subject,
                State = one.State.ToCode(),
            },
            transaction),
        };

    sealed record SpeakingRequestRow(
        long Id, long Ordinal, string Province, string Who, string KeyId, string At, string Subject, string State)
    {
        public SpeakingRequest ToRequest() => new(Id, ProvinceCode.Parse(Province), Who, KeyId, SqlMapping.ParseInstant(At), Subject)
        {
            State = SqlMapping.ParseCode<SpeakingRequestState>(State),
        };
    }
}
