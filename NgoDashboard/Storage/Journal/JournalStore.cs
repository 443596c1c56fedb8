using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Reference;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Journal;

/// <summary>
/// The append-only journal: each version with everything that it changed, written in one transaction. The current figures are the result of
/// reading it from the beginning. Safe to read on any thread; only the <c>Desk</c> appends, one entry at a time.
/// </summary>
public sealed class JournalStore(Database database)
{
    public JournalIdentity Identity => database.Identity;

    public bool IsEmpty => database.ReadInTransaction(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM journal") == 0);

    /// <summary>The hash of the newest version, in hexadecimal; null while the journal is empty.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public string? LastHash => database.ReadInTransaction(connection =>
        connection.QuerySingleOrDefault<byte[]>("SELECT hash FROM journal_hash ORDER BY version DESC LIMIT 1")) is { } hash
            ? Convert.ToHexStringLower(hash)
            : null;

    /// <summary>Verifies the hash chain and all other tables. Reads the whole database.</summary>
    /// <exception cref="DamagedDatabaseException">The database does not hold what was written to it.</exception>
    public void ThrowIfDamaged()
    {
        var report = database.ReadInTransaction(IntegrityCheck.CheckDatabase);
        if (!report.IsIntact)
            throw new DamagedDatabaseException(database.Path, report);
    }

    /// <summary>Writes version 1 in one transaction: the reference data and all statements. It opens the first meeting.</summary>
    /// <exception cref="StorageException">The write failed, or a row violates a constraint; nothing was stored.</exception>
    public void AppendInitialData(
        ReferenceData reference, IEnumerable<Figure> figures, DateTimeOffset occurredAt, string actor,
        StageRecord stage, MeetingDetailsRecord meeting) =>
        database.WriteInTransaction((connection, transaction) =>
        {
            ReferenceStore.WriteReference(connection, transaction, reference);
            var entry = new JournalEntry(1, occurredAt, actor, null, EntryKind.Load) { Stage = stage, Meeting = meeting };
            JournalWriter.WriteEntry(connection, transaction, entry, figures);
        });

    /// <summary>Appends an entry; it is on the disk when this returns.</summary>
    /// <param name="changed">The figures of the entry's changes, as they are after it.</param>
    /// <param name="key">For entries about an access key: its new state, stored in the same transaction.</param>
    /// <exception cref="StorageException">The version exists already or the write failed; nothing was stored.</exception>
    public void AppendEntry(JournalEntry entry, IEnumerable<Figure> changed, KeyRecord? key = null) =>
        database.WriteInTransaction((connection, transaction) =>
        {
            JournalWriter.WriteEntry(connection, transaction, entry, changed);
            if (key is not null)
                KeyStore.UpsertKeys(connection, transaction, key);
        });

    /// <summary>The state at that version, by default the newest. Reads the journal from the beginning to there.</summary>
    /// <exception cref="InvalidOperationException">The journal is empty.</exception>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public BriefingStateRecord LoadState(long version = long.MaxValue) =>
        database.ReadInTransaction(connection => LoadState(connection, version));

    /// <summary>What that version changed and the state before it: all that is needed to undo it.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public UndoStepRecord LoadUndoStep(long version) => database.ReadInTransaction(connection =>
    {
        var entry = LoadVersionChanges(connection, version - 1, version).SingleOrDefault();
        return new UndoStepRecord(
            LoadState(connection, version - 1),
            entry?.Changes ?? [],
            entry?.EndedCorrections ?? [],
            connection.ExecuteScalar<long>("SELECT count(*) FROM stage WHERE version = @version", new { version }) > 0,
            ReferenceChangeStore.LoadVersions(connection, version, version).Count > 0);
    });

    static BriefingStateRecord LoadState(SqliteConnection connection, long version)
    {
        var at = new { version };
        var head = connection.QuerySingle<VersionRow>(
            "SELECT version, at FROM journal WHERE version <= @version ORDER BY version DESC LIMIT 1", at);
        var meeting = connection.QuerySingle<MeetingRow>(
            """
            SELECT opened, name, held_on AS HeldOn, needs_two AS NeedsTwo FROM meeting WHERE version <= @version ORDER BY version DESC LIMIT 1
            """,
            at);
        var cover = connection.QuerySingleOrDefault<CoverRow>(
            """
            SELECT version, kind FROM journal WHERE kind IN ('hold', 'blank', 'release') AND version <= @version ORDER BY version DESC LIMIT 1
            """,
            at);
        return new(
            head.Version,
            SqlMapping.ParseInstant(head.At),
            StatementStore.LoadSnapshot(connection, ReferenceStore.LoadReference(connection, version), version),
            connection.QuerySingleOrDefault<StageRow>(
                "SELECT scene, parameters, item FROM stage WHERE version <= @version ORDER BY version DESC LIMIT 1", at)?.ToRecord(),
            meeting.ToRecord(),
            cover is null ? null : SqlMapping.ParseCode<EntryKind>(cover.Kind),
            cover?.Version ?? 0,
            [
                .. connection.Query<StageRow>(
                    """
                    SELECT DISTINCT scene, parameters, item FROM stage
                    WHERE version <= @version AND version >= (SELECT max(version) FROM stage WHERE version <= @Opened)
                    """,
                    new { version, meeting.Opened }).Select(row => row.ToRecord()),
            ],
            [
                .. connection.Query<(long Version, long? Undoes)>(
                    "SELECT version, undoes FROM journal "
                    + "WHERE kind IN ('take', 'undo', 'reference') AND version > @Opened AND version <= @version ORDER BY version",
                    new { version, meeting.Opened }).Select(row => new UndoStep(row.Version, row.Undoes)),
            ],
            LoadVersionChanges(connection, meeting.Opened, version));
    }

    /// <summary>The newest changes of all figures, newest first.</summary>
    public IReadOnlyList<FigureChangeRecord> LoadNewestChanges(int count) =>
        database.ReadInTransaction<IReadOnlyList<FigureChangeRecord>>(connection =>
        [
            .. connection.Query<FigureChangeRow>(
                $"SELECT {FigureChangeRow.SelectColumns} {FigureChangeRow.FromTables} "
                + "ORDER BY change.version DESC, change.ordinal DESC LIMIT @count",
                new { count }).Select(row => row.ToPastChange()),
        ]);

    /// <summary>All changes of one figure, newest first, each with the scene and the cover on the screens at that version.</summary>
    public IReadOnlyList<(FigureChangeRecord Change, StageRecord Stage, EntryKind? Cover)> LoadFigureHistory(FigureKey key) =>
        database.ReadInTransaction(connection => JournalReader.LoadFigureHistory(connection, key));

    /// <summary>All meetings, newest first, each with its latest details.</summary>
    public IReadOnlyList<MeetingDetailsRecord> LoadMeetings() => database.ReadInTransaction(JournalReader.LoadMeetings);

    /// <summary>The instant of that version.</summary>
    public DateTimeOffset LoadInstant(long version) =>
        database.ReadInTransaction(connection => JournalReader.LoadInstant(connection, version));

    /// <summary>
    /// The meeting that was opened by that version, until the next one was opened or until now; null if that version opened no meeting.
    /// </summary>
    public PastMeetingRecord? LoadMeeting(long opened) =>
        database.ReadInTransaction(connection => JournalReader.LoadMeeting(connection, opened));

    static ImmutableArray<VersionChangesRecord> LoadVersionChanges(SqliteConnection connection, long since, long until)
    {
        var changes = connection.Query<FigureChangeRow>(
                $"SELECT {FigureChangeRow.SelectColumns} {FigureChangeRow.FromTables} "
                + "WHERE change.version > @since AND change.version <= @until ORDER BY change.version, change.ordinal",
                new { since, until })
            .Select(row => row.ToPastChange())
            .ToLookup(change => change.Version);
        var ended = connection.Query<EndedCorrectionRow>(
                """
                SELECT version, period_from AS "From", period_to AS "To", province, sector, campaign, measure
                FROM correction_end WHERE version > @since AND version <= @until ORDER BY version, ordinal
                """,
                new { since, until })
            .ToLookup(
                row => row.Version,
                row => SqlMapping.ParseFigureKey(row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure));
        var reference = ReferenceChangeStore.LoadVersions(connection, since + 1, until).ToHashSet();
        return
        [
            .. changes.Select(group => group.Key).Union(ended.Select(group => group.Key)).Order()
                .Select(version => new VersionChangesRecord(
                    version, [.. changes[version]], [.. ended[version]], reference.Contains(version))),
        ];
    }

    sealed record VersionRow(long Version, string At);

    sealed record CoverRow(long Version, string Kind);

    sealed record EndedCorrectionRow(
        long Version, string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
}
