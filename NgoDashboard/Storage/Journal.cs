using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Storage;

/// <summary>
/// The append-only journal: every version with all that it stated, written together or not at all. The figures are what it says
/// when it is read from its beginning. Safe to read from any thread; appended to by the <c>Desk</c> alone, one entry at a time.
/// </summary>
public sealed class Journal(Database database)
{
    public JournalIdentity Identity => database.Identity;

    public bool IsEmpty => Read(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM journal") == 0);

    /// <summary>The hash of the newest version, in hexadecimal; null where nothing has been loaded yet.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public string? LastHash => Read(connection =>
        connection.QuerySingleOrDefault<byte[]>("SELECT hash FROM journal_hash ORDER BY version DESC LIMIT 1")) is { } hash ? Convert.ToHexStringLower(hash) : null;

    /// <summary>Whether the database holds what was written to it: reads all of it.</summary>
    /// <exception cref="DamagedDatabaseException">It does not.</exception>
    public void RefuseDamage()
    {
        var report = Read(StorageCheck.Run);
        if (!report.IsWhole)
            throw new DamagedDatabaseException(database.Path, report);
    }

    /// <summary>The first entry: reference data and all statements, as version 1, in one transaction. It opens the first meeting.</summary>
    /// <exception cref="StorageException">The disk refuses; nothing is stored then.</exception>
    public void Load(
        Reference reference, IEnumerable<Figure> figures, DateTimeOffset at, string who, StageEntry stage, MeetingEntry meeting) =>
        database.Write((connection, transaction) =>
        {
            ReferenceStore.Write(connection, transaction, reference);
            var entry = new JournalEntry(1, at, who, null, EntryKind.Load) { Stage = stage, Meeting = meeting };
            JournalWriting.Write(connection, transaction, entry, figures);
        });

    /// <summary>Durable when it returns. <paramref name="changed"/> are the figures of the entry's changes, as they are after it.</summary>
    /// <exception cref="StorageException">The version is taken or the disk refuses; nothing is stored then.</exception>
    /// <param name="key">The key that the entry is about, as it is from now on.</param>
    public void Append(JournalEntry entry, IEnumerable<Figure> changed, StoredKey? key = null) => database.Write((connection, transaction) =>
    {
        JournalWriting.Write(connection, transaction, entry, changed);
        if (key is not null)
            KeyStore.Put(connection, transaction, key);
    });

    /// <summary>The state at that version, or at the newest: the journal read from its beginning to there.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been loaded yet.</exception>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public Stored Read(long version = long.MaxValue) => Read(connection => Read(connection, version));

    /// <summary>What that version did, and the state before it: all that is needed to take it back.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public StoredStep Step(long version) => Read(connection =>
    {
        var entry = Entries(connection, version - 1, version).SingleOrDefault();
        return new StoredStep(
            Read(connection, version - 1),
            entry?.Changes ?? [],
            entry?.Ended ?? [],
            connection.ExecuteScalar<long>("SELECT count(*) FROM stage WHERE version = @version", new { version }) > 0);
    });

    static Stored Read(SqliteConnection connection, long version)
    {
        var at = new { version };
        var head = connection.QuerySingle<Head>("SELECT version, at FROM journal WHERE version <= @version ORDER BY version DESC LIMIT 1", at);
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
            Columns.Instant(head.At),
            StatementStore.Read(connection, ReferenceStore.Read(connection), version),
            connection.QuerySingleOrDefault<StageRow>(
                "SELECT scene, parameters, item FROM stage WHERE version <= @version ORDER BY version DESC LIMIT 1", at)?.ToEntry(),
            meeting.ToEntry(),
            cover is null ? null : Columns.Kind(cover.Kind),
            cover?.Version ?? 0,
            [
                .. connection.Query<StageRow>(
                    """
                    SELECT DISTINCT scene, parameters, item FROM stage
                    WHERE version <= @version AND version >= (SELECT max(version) FROM stage WHERE version <= @Opened)
                    """,
                    new { version, meeting.Opened }).Select(row => row.ToEntry()),
            ],
            [
                .. connection.Query<(long Version, long? Undoes)>(
                    "SELECT version, undoes FROM journal WHERE kind IN ('take', 'undo') AND version > @Opened AND version <= @version ORDER BY version",
                    new { version, meeting.Opened }).Select(row => new Step(row.Version, row.Undoes)),
            ],
            Entries(connection, meeting.Opened, version));
    }

    /// <summary>The newest changes first.</summary>
    public IReadOnlyList<PastChange> Latest(int count) => Read<IReadOnlyList<PastChange>>(connection =>
    [
        .. connection.Query<ChangeRow>($"SELECT {ChangeRow.Columns} {ChangeRow.Tables} ORDER BY change.version DESC, change.ordinal DESC LIMIT @count", new { count })
            .Select(row => row.ToPastChange()),
    ]);

    /// <summary>All changes of one figure, the newest first, each with what the screens showed when it came.</summary>
    public IReadOnlyList<(PastChange Change, StageEntry Stage, EntryKind? Cover)> Of(FigureKey key) => Read(connection => JournalReading.Of(connection, key));

    /// <summary>All meetings, the newest first, each as it was named last.</summary>
    public IReadOnlyList<MeetingEntry> Meetings() => Read(JournalReading.Meetings);

    /// <summary>When that version was taken.</summary>
    public DateTimeOffset At(long version) => Read(connection => JournalReading.At(connection, version));

    /// <summary>A meeting from its opening to the opening of the next, or to now; null where no meeting was opened by that version.</summary>
    public PastMeeting? OfMeeting(long opened) => Read(connection => JournalReading.Meeting(connection, opened));

    T Read<T>(Func<SqliteConnection, T> read) => database.Read(read);

    static ImmutableArray<StoredChanges> Entries(SqliteConnection connection, long since, long until)
    {
        var changes = connection.Query<ChangeRow>(
                $"SELECT {ChangeRow.Columns} {ChangeRow.Tables} WHERE change.version > @since AND change.version <= @until ORDER BY change.version, change.ordinal",
                new { since, until })
            .Select(row => row.ToPastChange())
            .ToLookup(change => change.Version);
        var ended = connection.Query<EndRow>(
                """
                SELECT version, period_from AS "From", period_to AS "To", province, sector, campaign, measure
                FROM correction_end WHERE version > @since AND version <= @until ORDER BY version, ordinal
                """,
                new { since, until })
            .ToLookup(row => row.Version, row => Columns.Key(row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure));
        return
        [
            .. changes.Select(group => group.Key).Union(ended.Select(group => group.Key)).Order()
                .Select(version => new StoredChanges(version, [.. changes[version]], [.. ended[version]])),
        ];
    }

    sealed record Head(long Version, string At);

    sealed record CoverRow(long Version, string Kind);

    sealed record EndRow(long Version, string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
}
