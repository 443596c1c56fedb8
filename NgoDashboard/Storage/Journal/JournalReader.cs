using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Storage.Reference;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Journal;

/// <summary>Queries of the past: the history of a figure, the list of meetings, all entries of a meeting.</summary>
static class JournalReader
{
    // The last entry that covered or uncovered the screens. While they are covered they show the scene of that entry's version.
    const string LastCoverSql = "SELECT max(version) FROM journal WHERE kind IN ('hold', 'blank', 'release') AND version <= ";
    const string IsCoveredSql = "cover.kind IN ('hold', 'blank')";

    public static IReadOnlyList<(FigureChangeRecord Change, StageRecord Stage, EntryKind? Cover)> LoadFigureHistory(
        SqliteConnection connection, FigureKey key) =>
    [
        .. connection.Query<FigureChangeRow, StageRow, CoverRow?, (FigureChangeRecord, StageRecord, EntryKind?)>(
            $"""
            SELECT {FigureChangeRow.SelectColumns}, stage.scene, stage.parameters, stage.item, cover.kind {FigureChangeRow.FromTables}
            LEFT JOIN journal AS cover ON cover.version = ({LastCoverSql} change.version)
            JOIN stage ON stage.version =
                (SELECT max(version) FROM stage WHERE version <= CASE WHEN {IsCoveredSql} THEN cover.version ELSE change.version END)
            WHERE change.period_from = @From AND change.period_to = @To AND change.measure = @Measure
                  AND change.province IS @Province AND change.sector IS @Sector AND change.campaign IS @Campaign
            ORDER BY change.version DESC, change.ordinal DESC
            """,
            (change, stage, cover) =>
                (change.ToPastChange(), stage.ToRecord(), cover is null ? null : SqlMapping.ParseCode<EntryKind>(cover.Kind)),
            SqlMapping.ToKeyColumns(key),
            splitOn: "scene,kind"),
    ];

    public static IReadOnlyList<MeetingDetailsRecord> LoadMeetings(SqliteConnection connection) =>
    [
        .. connection.Query<MeetingRow>(
            """
            SELECT opened, name, held_on AS HeldOn, needs_two AS NeedsTwo FROM meeting
            WHERE version IN (SELECT max(version) FROM meeting GROUP BY opened) ORDER BY opened DESC
            """).Select(row => row.ToRecord()),
    ];

    public static DateTimeOffset LoadInstant(SqliteConnection connection, long version) =>
        SqlMapping.ParseInstant(connection.QuerySingle<string>("SELECT at FROM journal WHERE version = @version", new { version }));

    public static PastMeetingRecord? LoadMeeting(SqliteConnection connection, long opened)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM meeting WHERE opened = @opened", new { opened }) == 0)
            return null;
        var next = connection.QuerySingleOrDefault<NextMeetingRow>(
            "SELECT version, at FROM journal WHERE version = (SELECT min(opened) FROM meeting WHERE opened > @opened)", new { opened });
        var span = new VersionSpan(opened, next is null ? long.MaxValue : next.Version - 1);
        return new(
            LoadScreens(connection, opened - 1),
            next is null ? null : SqlMapping.ParseInstant(next.At),
            LoadEntries(connection, span),
            [.. AgendaStore.LoadItems(connection, opened)])
        {
            Reference = ReferenceStore.LoadReference(connection, span.Last),
        };
    }

    static ScreensRecord? LoadScreens(SqliteConnection connection, long version)
    {
        if (version == 0)
            return null;
        var row = connection.QuerySingle<ScreensRow>(
            $"""
            SELECT CASE WHEN {IsCoveredSql} THEN cover.version ELSE @version END AS Version, cover.kind AS Cover,
                   shown.scene, shown.parameters, shown.item, newest.scene AS NewestScene, newest.parameters AS NewestParameters, newest.item AS NewestItem
            FROM stage AS newest
            LEFT JOIN journal AS cover ON cover.version = ({LastCoverSql} @version)
            JOIN stage AS shown ON shown.version =
                (SELECT max(version) FROM stage WHERE version <= CASE WHEN {IsCoveredSql} THEN cover.version ELSE @version END)
            WHERE newest.version = (SELECT max(version) FROM stage WHERE version <= @version)
            """,
            new { version });
        return new(
            row.Version, new(row.Scene, row.Parameters, row.Item), new(row.NewestScene, row.NewestParameters, row.NewestItem),
            row.Cover is { } cover ? SqlMapping.ParseCode<EntryKind>(cover) : null);
    }

    static ImmutableArray<JournalEntryRecord> LoadEntries(SqliteConnection connection, VersionSpan span)
    {
        var (changes, ended) = (LoadChanges(connection, span), LoadEndedCorrections(connection, span));
        var reference = ReferenceChangeStore.LoadChanges(connection, span.First, span.Last);
        var warnings = connection.Query<(long Version, string Sentence)>(
                "SELECT version, sentence FROM journal_warning WHERE version BETWEEN @First AND @Last ORDER BY version, ordinal", span)
            .ToLookup(row => row.Version, row => row.Sentence);
        return
        [
            .. connection.Query<JournalEntryRow>(
                """
                SELECT journal.version, journal.at, journal.who, journal.kind, journal.because, journal.confirmed_by AS ConfirmedBy,
                       journal.confirmed_by_digest IS NOT NULL AS IsConfirmed, journal.undoes,
                       undone.kind AS UndoneKind, stage.scene, stage.parameters, stage.item,
                       meeting.opened, meeting.name, meeting.held_on AS HeldOn, meeting.needs_two AS NeedsTwo,
                       issued.key_id AS KeyId, issued.role, issued.label, issued.issued_by AS IssuedBy, issued.is_revoked AS IsRevoked,
                       chain.hash, chain.chained_at AS ChainedAt
                FROM journal
                LEFT JOIN journal AS undone ON undone.version = journal.undoes
                LEFT JOIN stage ON stage.version = journal.version
                LEFT JOIN meeting ON meeting.version = journal.version
                LEFT JOIN journal_key AS issued ON issued.version = journal.version
                JOIN journal_hash AS chain ON chain.version = journal.version
                WHERE journal.version BETWEEN @First AND @Last ORDER BY journal.version
                """,
                span).Select(row => row.ToRecord() with
                {
                    Warnings = [.. warnings[row.Version]],
                    Changes = [.. changes[row.Version]],
                    EndedCorrections = [.. ended[row.Version]],
                    ReferenceChanges = reference.GetValueOrDefault(row.Version, ReferenceChanges.None),
                }),
        ];
    }

    static ILookup<long, FigureChangeRecord> LoadChanges(SqliteConnection connection, VersionSpan span) =>
        connection.Query<FigureChangeRow>(
            $"SELECT {FigureChangeRow.SelectColumns} {FigureChangeRow.FromTables} "
            + "WHERE change.version BETWEEN @First AND @Last ORDER BY change.version, change.ordinal",
            span).ToLookup(row => row.Version, row => row.ToPastChange());

    static ILookup<long, FigureKey> LoadEndedCorrections(SqliteConnection connection, VersionSpan span) =>
        connection.Query<EndedCorrectionRow>(
            """
            SELECT version, period_from AS "From", period_to AS "To", province, sector, campaign, measure
            FROM correction_end WHERE version BETWEEN @First AND @Last ORDER BY version, ordinal
            """,
            span).ToLookup(
                row => row.Version,
                row => SqlMapping.ParseFigureKey(row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure));

    sealed record VersionSpan(long First, long Last);

    sealed record NextMeetingRow(long Version, string At);

    sealed record CoverRow(string Kind);

    sealed record ScreensRow(
        long Version, string? Cover, string Scene, string Parameters, long? Item,
        string NewestScene, string NewestParameters, long? NewestItem);

    sealed record JournalEntryRow(
        long Version, string At, string? Who, string Kind, string? Because, string? ConfirmedBy, long IsConfirmed, long? Undoes,
        string? UndoneKind,
        string? Scene, string? Parameters, long? Item, long? Opened, string? Name, string? HeldOn, long? NeedsTwo,
        string? KeyId, string? Role, string? Label, string? IssuedBy, long? IsRevoked,
        byte[] Hash, string? ChainedAt)
    {
        public JournalEntryRecord ToRecord() => new(Version, SqlMapping.ParseInstant(At), Who, SqlMapping.ParseCode<EntryKind>(Kind))
        {
            IsConfirmed = IsConfirmed == 1,
            ConfirmedBy = ConfirmedBy,
            Undoes = Undoes,
            IsRedo = UndoneKind == EntryKind.Undo.ToCode(),
            OverrideReason = Because,
            Stage = Scene is { } scene ? new(scene, Parameters!, Item) : null,
            Meeting = Opened is { } opened ? new(opened, Name!, SqlMapping.ParseDate(HeldOn!), NeedsTwo == 1) : null,
            KeyChange = KeyId is { } key ? new(key, Role!, Label, IssuedBy, IsRevoked == 1) : null,
            Hash = Convert.ToHexStringLower(Hash),
            ChainedAt = ChainedAt is { } chained ? SqlMapping.ParseInstant(chained) : null,
        };
    }

    sealed record EndedCorrectionRow(
        long Version, string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
}
