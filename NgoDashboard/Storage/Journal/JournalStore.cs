using System.Collections.Immutable;
using System.Globalization;
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
/// The append-only journal: every version with all that it stated, written together or not at all. The figures are what it says
/// when it is read from its beginning. Safe to read from any thread; appended to by the <c>Desk</c> alone, one entry at a time.
/// </summary>
public sealed class JournalStore(Database database)
{
    public JournalIdentity Identity => database.Identity;

    public bool IsEmpty => LoadState(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM journal") == 0);

    /// <summary>The hash of the newest version, in hexadecimal; null where nothing has been loaded yet.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public string? LastHash => LoadState(connection =>
        connection.QuerySingleOrDefault<byte[]>("SELECT hash FROM journal_hash ORDER BY version DESC LIMIT 1")) is { } hash ? Convert.ToHexStringLower(hash) : null;

    /// <summary>Whether the database holds what was written to it: reads all of it.</summary>
    /// <exception cref="DamagedDatabaseException">It does not.</exception>
    public void ThrowIfDamaged()
    {
        var report = LoadState(IntegrityCheck.CheckDatabase);
        if (!report.IsIntact)
            throw new DamagedDatabaseException(database.Path, report);
    }

    /// <summary>The first entry: reference data and all statements, as version 1, in one transaction. It opens the first meeting.</summary>
    /// <exception cref="StorageException">The disk refuses; nothing is stored then.</exception>
    public void AppendInitialData(
        ReferenceData reference, IEnumerable<Figure> figures, DateTimeOffset occurredAt, string actor, StageRecord stage, MeetingDetailsRecord meeting) =>
        database.WriteInTransaction((connection, transaction) =>
        {
            ReferenceStore.WriteReference(connection, transaction, reference);
            var entry = new JournalEntry(1, occurredAt, actor, null, EntryKind.Load) { Stage = stage, Meeting = meeting };
            JournalWriter.WriteEntry(connection, transaction, entry, figures);
        });

    /// <summary>Durable when it returns. <paramref name="changed"/> are the figures of the entry's changes, as they are after it.</summary>
    /// <exception cref="StorageException">The version is taken or the disk refuses; nothing is stored then.</exception>
    /// <param name="key">The key that the entry is about, as it is from now on.</param>
    public void AppendEntry(JournalEntry entry, IEnumerable<Figure> changed, KeyRecord? key = null) => database.WriteInTransaction((connection, transaction) =>
    {
        JournalWriter.WriteEntry(connection, transaction, entry, changed);
        if (key is not null)
            KeyStore.UpsertKeys(connection, transaction, key);
    });

    /// <summary>The state at that version, or at the newest: the journal read from its beginning to there.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been loaded yet.</exception>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public BriefingStateRecord LoadState(long version = long.MaxValue) => LoadState(connection => LoadState(connection, version));

    /// <summary>What that version did, and the state before it: all that is needed to take it back.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public UndoStepRecord LoadUndoStep(long version) => LoadState(connection =>
    {
        var entry = LoadVersionChanges(connection, version - 1, version).SingleOrDefault();
        return new UndoStepRecord(
            LoadState(connection, version - 1),
            entry?.Changes ?? [],
            entry?.EndedCorrections ?? [],
            connection.ExecuteScalar<long>("SELECT count(*) FROM stage WHERE version = @version", new { version }) > 0);
    });

    static BriefingStateRecord LoadState(SqliteConnection connection, long version)
    {
        var at = new { version };
        var head = connection.QuerySingle<VersionRow>("SELECT version, at FROM journal WHERE version <= @version ORDER BY version DESC LIMIT 1", at);
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
            StatementStore.LoadSnapshot(connection, ReferenceStore.LoadReference(connection), version),
            connection.QuerySingleOrDefault<StageRow>(
                "SELECT scene, parameters, item FROM stage WHERE version <= @version ORDER BY version DESC LIMIT 1", at)?.ToRecord(),
            meeting.ToRecord(),
            cover is null ? null : SqlMapping.ParseEntryKind(cover.Kind),
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
                    "SELECT version, undoes FROM journal WHERE kind IN ('take', 'undo') AND version > @Opened AND version <= @version ORDER BY version",
                    new { version, meeting.Opened }).Select(row => new UndoStep(row.Version, row.Undoes)),
            ],
            LoadVersionChanges(connection, meeting.Opened, version));
    }

    /// <summary>The newest changes first.</summary>
    public IReadOnlyList<FigureChangeRecord> LoadNewestChanges(int count) => LoadState<IReadOnlyList<FigureChangeRecord>>(connection =>
    [
        .. connection.Query<FigureChangeRow>($"SELECT {FigureChangeRow.SelectColumns} {FigureChangeRow.FromTables} ORDER BY change.version DESC, change.ordinal DESC LIMIT @count", new { count })
            .Select(row => row.ToPastChange()),
    ]);

    /// <summary>All changes of one figure, the newest first, each with what the screens showed when it came.</summary>
    public IReadOnlyList<(FigureChangeRecord Change, StageRecord Stage, EntryKind? Cover)> LoadFigureHistory(FigureKey key) => LoadState(connection => JournalReader.LoadFigureHistory(connection, key));

    /// <summary>All meetings, the newest first, each as it was named last.</summary>
    public IReadOnlyList<MeetingDetailsRecord> LoadMeetings() => LoadState(JournalReader.LoadMeetings);

    /// <summary>When that version was taken.</summary>
    public DateTimeOffset LoadInstant(long version) => LoadState(connection => JournalReader.LoadInstant(connection, version));

    /// <summary>A meeting from its opening to the opening of the next, or to now; null where no meeting was opened by that version.</summary>
    public PastMeetingRecord? LoadMeeting(long opened) => LoadState(connection => JournalReader.LoadMeeting(connection, opened));

    T LoadState<T>(Func<SqliteConnection, T> read) => database.ReadInTransaction(read);

    static ImmutableArray<VersionChangesRecord> LoadVersionChanges(SqliteConnection connection, long since, long until)
    {
        var changes = connection.Query<FigureChangeRow>(
                $"SELECT {FigureChangeRow.SelectColumns} {FigureChangeRow.FromTables} WHERE change.version > @since AND change.version <= @until ORDER BY change.version, change.ordinal",
                new { since, until })
            .Select(row => row.ToPastChange())
            .ToLookup(change => change.Version);
        var ended = connection.Query<EndedCorrectionRow>(
                """
                SELECT version, period_from AS "From", period_to AS "To", province, sector, campaign, measure
                FROM correction_end WHERE version > @since AND version <= @until ORDER BY version, ordinal
                """,
                new { since, until })
            .ToLookup(row => row.Version, row => SqlMapping.ParseFigureKey(row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure));
        return
        [
            .. changes.Select(group => group.Key).Union(ended.Select(group => group.Key)).Order()
                .Select(version => new VersionChangesRecord(version, [.. changes[version]], [.. ended[version]])),
        ];
    }

    sealed record VersionRow(long Version, string At);

    sealed record CoverRow(long Version, string Kind);

    sealed record EndedCorrectionRow(long Version, string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
}
