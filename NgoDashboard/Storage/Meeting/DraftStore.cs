using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>An operator's draft: prepared edits and a scene that are not on air yet. One for each key.</summary>
public sealed record DraftRecord(string KeyId, string Name, DateTimeOffset SavedAt, ImmutableArray<Edit> Edits, StageRecord? Stage)
{
    public ImmutableArray<AcceptedDoubt> AcceptedDoubts { get; init; } = [];

    internal bool IsEmpty => Edits.IsEmpty && Stage is null;
}

/// <summary>Drafts in SQLite, so that they survive the end of the browser, the circuit and the server.</summary>
public sealed class DraftStore(Database database)
{
    public IReadOnlyList<DraftRecord> LoadDrafts() => database.ReadInTransaction<IReadOnlyList<DraftRecord>>(connection =>
    {
        var edits = connection.Query<EditRow>(
            """
            SELECT key_id AS KeyId, period_from AS "From", period_to AS "To", province, sector, campaign, measure, value, unit, qualifier,
                   publisher, title, url, source_date AS SourceDate, statement, reason, seen, is_correction AS IsCorrection
            FROM draft_edit ORDER BY key_id, ordinal
            """).ToLookup(row => row.KeyId, row => row.ToEdit());
        var doubts = connection.Query<DoubtRow>(
            "SELECT key_id AS KeyId, figure, report, sentence FROM draft_doubt ORDER BY key_id, ordinal")
            .ToLookup(row => row.KeyId, row => row.ToDoubt());
        return
        [
            .. connection.Query<DraftRow>("SELECT key_id AS KeyId, name, at, scene, parameters, item FROM draft ORDER BY at, key_id")
                .Select(row => new DraftRecord(
                    row.KeyId, row.Name, SqlMapping.ParseInstant(row.At), [.. edits[row.KeyId]],
                    row.Scene is { } scene ? new(scene, row.Parameters!, row.Item) : null) { AcceptedDoubts = [.. doubts[row.KeyId]] }),
        ];
    });

    /// <summary>Replaces the operator's stored draft; an empty draft deletes it.</summary>
    /// <param name="storedDraft">
    /// The draft that is stored, if the caller knows it: then only changed rows are written. A report brings thousands of rows, and without
    /// this each figure typed afterwards would write them all again.
    /// </param>
    /// <param name="reports">Reports that edits come from, stored in the same transaction.</param>
    /// <exception cref="StorageException">The write failed; the stored draft is unchanged.</exception>
    public void SaveDraft(DraftRecord draft, DraftRecord? storedDraft = null, ReportImportRecord? reports = null) =>
        database.WriteInTransaction((connection, transaction) =>
        {
            if (storedDraft is null || draft.IsEmpty)
                connection.Execute("DELETE FROM draft WHERE key_id = @KeyId", new { draft.KeyId }, transaction);
            if (!draft.IsEmpty)
                WriteDraft(draft, storedDraft, connection, transaction);
            if (reports is not null)
                ReportStore.WriteImport(reports, connection, transaction);
        });

    static void WriteDraft(DraftRecord draft, DraftRecord? storedDraft, SqliteConnection connection, SqliteTransaction transaction)
    {
        connection.Execute(
            """
            INSERT INTO draft (key_id, name, at, scene, parameters, item) VALUES (@KeyId, @Name, @At, @Scene, @Parameters, @Item)
            ON CONFLICT (key_id) DO UPDATE SET name = excluded.name, at = excluded.at, scene = excluded.scene, parameters = excluded.parameters, item = excluded.item
            """,
            new
            {
                draft.KeyId,
                draft.Name,
                At = SqlMapping.FormatInstant(draft.SavedAt),
                draft.Stage?.Scene,
                Parameters = draft.Stage?.ParametersJson,
                Item = draft.Stage?.AgendaItemId,
            },
            transaction);
        connection.Execute(
            """
            INSERT OR REPLACE INTO draft_edit (key_id, ordinal, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier,
                                               publisher, title, url, source_date, statement, reason, seen, is_correction)
            VALUES (@KeyId, @Ordinal, @From, @To, @Province, @Sector, @Campaign, @Measure, @Value, @Unit, @Qualifier,
                    @Publisher, @Title, @Url, @SourceDate, @Statement, @Reason, @Seen, @IsCorrection)
            """,
            ChangedRows(draft.Edits, storedDraft?.Edits ?? []).Select(row => ToEditParameters(draft.KeyId, row.Ordinal, row.Row)),
            transaction);
        WriteAcceptedDoubts(draft, storedDraft, connection, transaction);
        connection.Execute(
            """
            DELETE FROM draft_edit WHERE key_id = @KeyId AND ordinal >= @Edits;
            DELETE FROM draft_doubt WHERE key_id = @KeyId AND ordinal >= @Doubts;
            """,
            new { draft.KeyId, Edits = draft.Edits.Length, Doubts = draft.AcceptedDoubts.Length },
            transaction);
    }

    static void WriteAcceptedDoubts(
        DraftRecord draft, DraftRecord? storedDraft, SqliteConnection connection, SqliteTransaction transaction) =>
        connection.Execute(
            "INSERT OR REPLACE INTO draft_doubt (key_id, ordinal, figure, report, sentence) "
            + "VALUES (@KeyId, @Ordinal, @Figure, @Report, @Sentence)",
            ChangedRows(draft.AcceptedDoubts, storedDraft?.AcceptedDoubts ?? []).Select(row => new
            {
                draft.KeyId,
                row.Ordinal,
                Figure = row.Row.Key?.ToKeyString(),
                row.Row.Report,
                row.Row.Sentence,
            }),
            transaction);

    /// <summary>
    /// The rows that are not stored at their ordinal. Compared by reference: an unchanged edit is the same object in both drafts.
    /// </summary>
    static IEnumerable<(T Row, int Ordinal)> ChangedRows<T>(ImmutableArray<T> now, ImmutableArray<T> before)
        where T : class =>
        now.Select((row, ordinal) => (Row: row, Ordinal: ordinal))
            .Where(item => item.Ordinal >= before.Length || !ReferenceEquals(before[item.Ordinal], item.Row));

    static object ToEditParameters(string keyId, int ordinal, Edit edit)
    {
        var key = SqlMapping.ToKeyColumns(edit.Key);
        var restated = edit as Restatement;
        return new
        {
            KeyId = keyId,
            Ordinal = ordinal,
            key.From,
            key.To,
            key.Province,
            key.Sector,
            key.Campaign,
            key.Measure,
            Value = restated?.Value.MinorUnits,
            Unit = restated?.Value.Unit.ToCode(),
            Qualifier = restated?.Qualifier.ToCode(),
            restated?.Source?.Publisher,
            restated?.Source?.Title,
            restated?.Source?.Url,
            SourceDate = restated?.Source?.Date,
            Statement = (edit as Adoption)?.StatementId,
            edit.Reason,
            Seen = edit.ExpectedVersion,
            edit.IsCorrection,
        };
    }

    sealed record DraftRow(string KeyId, string Name, string At, string? Scene, string? Parameters, long? Item);

    sealed record DoubtRow(string KeyId, string? Figure, string Report, string Sentence)
    {
        public AcceptedDoubt ToDoubt() =>
            new(Figure is null ? null : SqlMapping.ParseCode<FigureKey>(Figure, FigureKey.TryParse), Report, Sentence);
    }

    sealed record EditRow(
        string KeyId, string From, string To, string? Province, string? Sector, string? Campaign, string Measure, long? Value, string? Unit,
        string? Qualifier, string? Publisher, string? Title, string? Url, string? SourceDate, long? Statement, string Reason, long? Seen,
        long IsCorrection)
    {
        public Edit ToEdit()
        {
            var key = SqlMapping.ParseFigureKey(From, To, Province, Sector, Campaign, Measure);
            return Statement is { } statement
                ? new Adoption(key, statement, Reason, Seen) { IsCorrection = IsCorrection == 1 }
                : new Restatement(
                    key, SqlMapping.ParseQuantity(Value!.Value, Unit!), SqlMapping.ParseCode<Qualifier>(Qualifier!),
                    Publisher is { } publisher ? new Source(publisher, Title!, Url, SourceDate) : null, Reason, Seen)
                {
                    IsCorrection = IsCorrection == 1,
                };
        }
    }
}
