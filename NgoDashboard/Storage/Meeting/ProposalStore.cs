using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>Proposals of provinces in SQLite, in the desk's order. None is ever deleted.</summary>
public sealed class ProposalStore(Database database)
{
    readonly OrderedRows<Proposal> rows = new(database, proposal => proposal.Id, SaveProposal);

    public IReadOnlyList<Proposal> LoadProposals() => rows.SetStoredRows(database.ReadInTransaction<(Proposal, long)[]>(connection =>
        [
            .. connection.Query<ProposalRow>(
                """
                SELECT id, ordinal, province, who, key_id AS KeyId, at, text, state, answer, answered_by AS AnsweredBy, answered_at AS AnsweredAt
                FROM proposal ORDER BY ordinal, id
                """).Select(row => (row.ToProposal(), row.Ordinal)),
        ]));

    /// <summary>Stores the whole list in its new order. A proposal whose id is 0 is inserted.</summary>
    /// <returns>The same proposals with their ids.</returns>
    /// <exception cref="StorageException">The write failed; the stored list is unchanged.</exception>
    public IReadOnlyList<Proposal> SaveProposals(IReadOnlyList<Proposal> proposals) => rows.SaveRows(proposals);

    static Proposal SaveProposal(SqliteConnection connection, SqliteTransaction transaction, Proposal one, long ordinal) => one with
    {
        Id = connection.ExecuteScalar<long>(
            one.Id == 0
                ? """
                  INSERT INTO proposal (ordinal, province, who, key_id, at, text, state)
                  VALUES (@ordinal, @Province, @Who, @KeyId, @At, @Text, @State) RETURNING id
                  """
                : """
                  UPDATE proposal SET ordinal = @ordinal, state = @State, answer = @Answer, answered_by = @AnsweredBy, answered_at = @AnsweredAt
                  WHERE id = @Id RETURNING id
                  """,
            new
            {
                one.Id,
                ordinal,
                Province = one.Province.ToString(),
                Who = one.Actor,
                one.KeyId,
                At = SqlMapping.FormatInstant(one.OccurredAt),
                Text = one.Body,
                State = one.State.ToCode(),
                one.Answer,
                one.AnsweredBy,
                AnsweredAt = one.AnsweredAt is { } at ? SqlMapping.FormatInstant(at) : null,
            },
            transaction),
    };

    sealed record ProposalRow(
        long Id, long Ordinal, string Province, string Who, string KeyId, string At, string Text, string State,
        string? Answer, string? AnsweredBy, string? AnsweredAt)
    {
        public Proposal ToProposal() => new(Id, ProvinceCode.Parse(Province), Who, KeyId, SqlMapping.ParseInstant(At), Text)
        {
            State = SqlMapping.ParseCode<ProposalState>(State),
            Answer = Answer,
            AnsweredBy = AnsweredBy,
            AnsweredAt = AnsweredAt is { } at ? SqlMapping.ParseInstant(at) : null,
        };
    }
}
