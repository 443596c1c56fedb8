using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Reference;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Journal;

/// <summary>Writes the rows of one entry and its hash, in the caller's transaction.</summary>
static class JournalWriter
{
    public static void WriteEntry(
        SqliteConnection connection, SqliteTransaction transaction, JournalEntry entry, IEnumerable<Figure> changed)
    {
        WriteJournalRow(
            connection, transaction,
            new(
                entry.Version, SqlMapping.FormatInstant(entry.OccurredAt), entry.Actor, entry.KeyId, entry.Kind.ToCode(),
                entry.OverrideReason, entry.ConfirmedBy, entry.Undoes));
        WriteChanges(connection, transaction, entry);
        StatementStore.WriteStatements(connection, transaction, entry.Version, changed);
        connection.Execute(
            "INSERT INTO journal_warning (version, ordinal, sentence) VALUES (@Version, @ordinal, @sentence)",
            entry.Warnings.Select((sentence, ordinal) => new { entry.Version, ordinal, sentence }),
            transaction);
        WriteEndedCorrections(connection, transaction, entry);
        if (!entry.ReferenceChanges.IsEmpty)
            ReferenceChangeStore.WriteChanges(connection, transaction, entry.Version, entry.ReferenceChanges);
        if (entry.Stage is { } stage)
        {
            connection.Execute(
                "INSERT INTO stage (version, scene, parameters, item) VALUES (@Version, @Scene, @ParametersJson, @Item)",
                new { entry.Version, stage.Scene, stage.ParametersJson, Item = stage.AgendaItemId },
                transaction);
        }

        if (entry.Meeting is { } meeting)
        {
            connection.Execute(
                "INSERT INTO meeting (version, opened, name, held_on, needs_two) VALUES (@Version, @Opened, @Name, @HeldOn, @NeedsTwo)",
                new
                {
                    entry.Version,
                    Opened = meeting.OpenedVersion,
                    meeting.Name,
                    HeldOn = SqlMapping.FormatDate(meeting.HeldOn),
                    NeedsTwo = meeting.RequiresApproval,
                },
                transaction);
        }

        if (entry.Key is { } key)
            WriteKey(connection, transaction, entry.Version, key);
        ChainWriter.WriteHashes(connection, transaction, entry.Version, entry.Version);
    }

    /// <summary>Writes the entry's row of table journal, with digests of the texts about persons.</summary>
    public static void WriteJournalRow(SqliteConnection connection, SqliteTransaction transaction, JournalRow row)
    {
        var who = PersonalText.Create(row.Who);
        var confirmedBy = row.ConfirmedBy is { } second ? PersonalText.Create(second) : null;
        connection.Execute(
            """
            INSERT INTO journal (version, at, who, who_salt, who_digest, key_id, kind, because, confirmed_by, confirmed_by_salt, confirmed_by_digest, undoes)
            VALUES (@Version, @At, @Who, @WhoSalt, @WhoDigest, @KeyId, @Kind, @Because, @ConfirmedBy, @ConfirmedBySalt, @ConfirmedByDigest, @Undoes)
            """,
            new
            {
                row.Version,
                row.At,
                row.Who,
                WhoSalt = who.Salt,
                WhoDigest = who.Digest,
                row.KeyId,
                row.Kind,
                row.Because,
                row.ConfirmedBy,
                ConfirmedBySalt = confirmedBy?.Salt,
                ConfirmedByDigest = confirmedBy?.Digest,
                row.Undoes,
            },
            transaction);
    }

    static void WriteKey(SqliteConnection connection, SqliteTransaction transaction, long version, KeyChangeRecord key)
    {
        var label = PersonalText.Create(key.Label ?? "");
        connection.Execute(
            """
            INSERT INTO journal_key (version, key_id, role, label, label_salt, label_digest, issued_by, is_revoked)
            VALUES (@version, @KeyId, @Role, @Text, @Salt, @Digest, @IssuedBy, @IsRevoked)
            """,
            new { version, key.KeyId, key.Role, label.Text, label.Salt, label.Digest, key.IssuedBy, key.IsRevoked },
            transaction);
    }

    static void WriteEndedCorrections(SqliteConnection connection, SqliteTransaction transaction, JournalEntry entry) =>
        connection.Execute(
            """
            INSERT INTO correction_end (version, ordinal, period_from, period_to, province, sector, campaign, measure)
            VALUES (@Version, @Ordinal, @From, @To, @Province, @Sector, @Campaign, @Measure)
            """,
            entry.EndedCorrections.Select((key, ordinal) => (Key: SqlMapping.ToKeyColumns(key), Ordinal: ordinal)).Select(row => new
            {
                entry.Version,
                row.Ordinal,
                row.Key.From,
                row.Key.To,
                row.Key.Province,
                row.Key.Sector,
                row.Key.Campaign,
                row.Key.Measure,
            }),
            transaction);

    static void WriteChanges(SqliteConnection connection, SqliteTransaction transaction, JournalEntry entry) =>
        connection.Execute(
            """
            INSERT INTO journal_change (version, ordinal, period_from, period_to, province, sector, campaign, measure, old_value, old_unit,
                                        old_qualifier, old_statement, new_value, new_unit, new_qualifier, new_statement, reason, is_correction)
            VALUES (@Version, @Ordinal, @From, @To, @Province, @Sector, @Campaign, @Measure, @OldValue, @OldUnit,
                    @OldQualifier, @OldStatement, @NewValue, @NewUnit, @NewQualifier, @NewStatement, @Reason, @IsCorrection)
            """,
            entry.Changes.Select((change, ordinal) => (Change: change, Key: SqlMapping.ToKeyColumns(change.Key), Ordinal: ordinal))
                .Select(row => new
                {
                    entry.Version,
                    row.Ordinal,
                    row.Key.From,
                    row.Key.To,
                    row.Key.Province,
                    row.Key.Sector,
                    row.Key.Campaign,
                    row.Key.Measure,
                    OldValue = row.Change.Before?.Value.MinorUnits,
                    OldUnit = row.Change.Before?.Value.Unit.ToCode(),
                    OldQualifier = row.Change.Before?.Qualifier.ToCode(),
                    OldStatement = row.Change.Before?.Id,
                    NewValue = row.Change.After?.Value.MinorUnits,
                    NewUnit = row.Change.After?.Value.Unit.ToCode(),
                    NewQualifier = row.Change.After?.Qualifier.ToCode(),
                    NewStatement = row.Change.After?.Id,
                    row.Change.Reason,
                    row.Change.IsCorrection,
                }),
            transaction);
}

/// <summary>A row of table journal without the digests of its texts.</summary>
sealed record JournalRow(
    long Version, string At, string Who, string? KeyId, string Kind, string? Because, string? ConfirmedBy, long? Undoes);
