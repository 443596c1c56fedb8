using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Storage.Schema;

/// <summary>
/// The step to schema 7, which adds the hash chain: journal rows get digests of the texts about persons, and every existing entry gets a
/// hash with the time of the upgrade, because nothing proves what it held before. It uses the current <see cref="JournalWriter"/>: a new
/// column of table journal needs a frozen copy of it here.
/// </summary>
static class ChainMigration
{
    /// <summary>The form of entries at schema 7: the tables of later forms come with later steps.</summary>
    const int FormOfSchema = 1;

    /// <param name="afterwards">SQL that is run after the rows are copied and before they are hashed.</param>
    public static void AddChain(SqliteConnection connection, SqliteTransaction transaction, string afterwards, DateTimeOffset at)
    {
        CopyJournal(connection, transaction);
        FillPublishers(connection, transaction);
        connection.Execute(afterwards, transaction: transaction);
        var last = connection.ExecuteScalar<long?>("SELECT max(version) FROM journal", transaction: transaction) ?? 0;
        if (last > 0)
            ChainWriter.WriteHashes(connection, transaction, 1, last, FormOfSchema, at);
    }

    static void CopyJournal(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var row in connection.Query<JournalRow>(
            """
            SELECT version, at, who, key_id AS KeyId, kind, because, confirmed_by AS ConfirmedBy, undoes FROM journal_before ORDER BY version
            """,
            transaction: transaction).AsList())
        {
            JournalWriter.WriteJournalRow(connection, transaction, row);
        }
    }

    static void FillPublishers(SqliteConnection connection, SqliteTransaction transaction)
    {
        var deskStatements = connection.Query<(long Row, string Publisher)>(
            "SELECT rowid, publisher FROM statement WHERE by_desk = 1 ORDER BY rowid", transaction: transaction).AsList();
        connection.Execute(
            "UPDATE statement SET publisher_salt = @Salt, publisher_digest = @Digest WHERE rowid = @Row",
            deskStatements.Select(statement => (statement.Row, Text: PersonalText.Create(statement.Publisher)))
                .Select(statement => new { statement.Row, statement.Text.Salt, statement.Text.Digest }),
            transaction);
    }
}
