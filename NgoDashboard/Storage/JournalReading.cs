using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>The past as people ask for it: a meeting, a figure.</summary>
static class JournalReading
{
    // The last entry that covered or uncovered the screens, and the scene that they showed: under a cover, that of the covering.
    const string LastCover = "SELECT max(version) FROM journal WHERE kind IN ('hold', 'blank', 'release') AND version <= ";
    const string IsCovered = "cover.kind IN ('hold', 'blank')";

    public static IReadOnlyList<(PastChange Change, StageEntry Stage, EntryKind? Cover)> Of(SqliteConnection connection, FigureKey key) =>
    [
        .. connection.Query<ChangeRow, StageRow, CoverRow?, (PastChange, StageEntry, EntryKind?)>(
            $"""
            SELECT {ChangeRow.Columns}, stage.scene, stage.parameters, stage.item, cover.kind {ChangeRow.Tables}
            LEFT JOIN journal AS cover ON cover.version = ({LastCover} change.version)
            JOIN stage ON stage.version =
                (SELECT max(version) FROM stage WHERE version <= CASE WHEN {IsCovered} THEN cover.version ELSE change.version END)
            WHERE change.period_from = @From AND change.period_to = @To AND change.measure = @Measure
                  AND change.province IS @Province AND change.sector IS @Sector AND change.campaign IS @Campaign
            ORDER BY change.version DESC, change.ordinal DESC
            """,
            (change, stage, cover) => (change.ToPastChange(), stage.ToEntry(), cover is null ? null : Columns.Kind(cover.Kind)),
            Columns.Of(key),
            splitOn: "scene,kind"),
    ];

    public static IReadOnlyList<MeetingEntry> Meetings(SqliteConnection connection) =>
    [
        .. connection.Query<MeetingRow>(
            """
            SELECT opened, name, held_on AS HeldOn, needs_two AS NeedsTwo FROM meeting
            WHERE version IN (SELECT max(version) FROM meeting GROUP BY opened) ORDER BY opened DESC
            """).Select(row => row.ToEntry()),
    ];

    public static DateTimeOffset At(SqliteConnection connection, long version) =>
        Columns.Instant(connection.QuerySingle<string>("SELECT at FROM journal WHERE version = @version", new { version }));

    public static PastMeeting? Meeting(SqliteConnection connection, long opened)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM meeting WHERE opened = @opened", new { opened }) == 0)
            return null;
        var next = connection.QuerySingleOrDefault<NextRow>(
            "SELECT version, at FROM journal WHERE version = (SELECT min(opened) FROM meeting WHERE opened > @opened)", new { opened });
        var span = new Span(opened, next is null ? long.MaxValue : next.Version - 1);
        return new(Screens(connection, opened - 1), next is null ? null : Columns.Instant(next.At), Entries(connection, span), [.. AgendaStore.Read(connection, opened)]);
    }

    static PastScreens? Screens(SqliteConnection connection, long version)
    {
        if (version == 0)
            return null;
        var row = connection.QuerySingle<ScreensRow>(
            $"""
            SELECT CASE WHEN {IsCovered} THEN cover.version ELSE @version END AS Version, cover.kind AS Cover,
                   shown.scene, shown.parameters, shown.item, newest.scene AS NewestScene, newest.parameters AS NewestParameters, newest.item AS NewestItem
            FROM stage AS newest
            LEFT JOIN journal AS cover ON cover.version = ({LastCover} @version)
            JOIN stage AS shown ON shown.version =
                (SELECT max(version) FROM stage WHERE version <= CASE WHEN {IsCovered} THEN cover.version ELSE @version END)
            WHERE newest.version = (SELECT max(version) FROM stage WHERE version <= @version)
            """,
            new { version });
        return new(
            row.Version, new(row.Scene, row.Parameters, row.Item), new(row.NewestScene, row.NewestParameters, row.NewestItem),
            row.Cover is { } cover ? Columns.Kind(cover) : null);
    }

    static ImmutableArray<PastEntry> Entries(SqliteConnection connection, Span span)
    {
        var changes = connection.Query<ChangeRow>(
                $"SELECT {ChangeRow.Columns} {ChangeRow.Tables} WHERE change.version BETWEEN @First AND @Last ORDER BY change.version, change.ordinal", span)
            .ToLookup(row => row.Version, row => row.ToPastChange());
        var ended = connection.Query<EndedRow>(
                """
                SELECT version, period_from AS "From", period_to AS "To", province, sector, campaign, measure
                FROM correction_end WHERE version BETWEEN @First AND @Last ORDER BY version, ordinal
                """,
                span)
            .ToLookup(row => row.Version, row => Columns.Key(row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure));
        var warnings = connection.Query<(long Version, string Sentence)>(
                "SELECT version, sentence FROM journal_warning WHERE version BETWEEN @First AND @Last ORDER BY version, ordinal", span)
            .ToLookup(row => row.Version, row => row.Sentence);
        return
        [
            .. connection.Query<EntryRow>(
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
                span).Select(row => new PastEntry(row.Version, Columns.Instant(row.At), row.Who, Columns.Kind(row.Kind))
                {
                    IsConfirmed = row.IsConfirmed == 1,
                    ConfirmedBy = row.ConfirmedBy,
                    Undoes = row.Undoes,
                    IsRedo = row.UndoneKind == EntryKind.Undo.Word(),
                    Because = row.Because,
                    Warnings = [.. warnings[row.Version]],
                    Changes = [.. changes[row.Version]],
                    Stage = row.Scene is { } scene ? new(scene, row.Parameters!, row.Item) : null,
                    Ended = [.. ended[row.Version]],
                    Meeting = row.Opened is { } opened ? new(opened, row.Name!, StatementStore.Day(row.HeldOn!), row.NeedsTwo == 1) : null,
                    Key = row.KeyId is { } key ? new(key, row.Role!, row.Label, row.IssuedBy, row.IsRevoked == 1) : null,
                    Hash = Convert.ToHexStringLower(row.Hash),
                    ChainedAt = row.ChainedAt is { } chained ? Columns.Instant(chained) : null,
                }),
        ];
    }

    sealed record Span(long First, long Last);

    sealed record NextRow(long Version, string At);

    sealed record CoverRow(string Kind);

    sealed record ScreensRow(
        long Version, string? Cover, string Scene, string Parameters, long? Item, string NewestScene, string NewestParameters, long? NewestItem);

    sealed record EntryRow(
        long Version, string At, string? Who, string Kind, string? Because, string? ConfirmedBy, long IsConfirmed, long? Undoes,
        string? UndoneKind,
        string? Scene, string? Parameters, long? Item, long? Opened, string? Name, string? HeldOn, long? NeedsTwo,
        string? KeyId, string? Role, string? Label, string? IssuedBy, long? IsRevoked,
        byte[] Hash, string? ChainedAt);

    sealed record EndedRow(long Version, string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
}
