using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>The scene that an entry put on air, as it is stored.</summary>
public sealed record StageEntry(string Scene, string ParametersJson);

/// <summary>One version: figures that changed, or a scene, or both.</summary>
public sealed record JournalEntry(long Version, DateTimeOffset At, string Who, ImmutableArray<Change> Changes, StageEntry? Stage);

/// <summary>All that a restarted server needs to show what was on air.</summary>
/// <param name="Latest">The changes of the last version that had any, in their order.</param>
/// <param name="Recent">The changes of the minute before <paramref name="At"/>, the newest version first: several may be marked at once.</param>
public sealed record Stored(
    long Version, DateTimeOffset At, Snapshot Snapshot, StageEntry? Stage, ImmutableArray<PastChange> Latest, ImmutableArray<PastChange> Recent);

/// <summary>
/// The append-only journal and the figures that follow from it, written together or not at all. Safe to read from any thread;
/// appended to by the <c>Desk</c> alone, one entry at a time.
/// </summary>
public sealed class Journal(Database database)
{
    const string ChangeColumns =
        """
        change.version, journal.at, journal.who, change.period_from AS "From", change.period_to AS "To", change.province, change.sector,
        change.campaign, change.measure, change.old_value AS OldValue, change.old_unit AS OldUnit, change.old_qualifier AS OldQualifier,
        change.new_value AS NewValue, change.new_unit AS NewUnit, change.new_qualifier AS NewQualifier, change.reason
        FROM journal_change AS change JOIN journal USING (version)
        """;

    public bool IsEmpty
    {
        get
        {
            using var connection = database.Open();
            return connection.ExecuteScalar<long>("SELECT count(*) FROM journal") == 0;
        }
    }

    /// <summary>The first entry: reference data and all statements, as version 1, in one transaction.</summary>
    public void Load(Reference reference, IEnumerable<Figure> figures, DateTimeOffset at, string who, StageEntry stage)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        ReferenceStore.Write(connection, transaction, reference);
        WriteHead(connection, transaction, 1, at, who, "load");
        StatementStore.Write(connection, transaction, figures);
        WriteStage(connection, transaction, 1, stage);
        transaction.Commit();
    }

    /// <summary>Durable when it returns. <paramref name="changed"/> are the figures of the entry's changes, as they are after it.</summary>
    /// <exception cref="StorageException">The version is taken or the disk refuses; nothing is stored then.</exception>
    public void Append(JournalEntry entry, IEnumerable<Figure> changed)
    {
        try
        {
            Write(entry, changed);
        }
        catch (SqliteException refused)
        {
            throw new StorageException($"{database.Path}: {refused.Message}", refused);
        }
    }

    void Write(JournalEntry entry, IEnumerable<Figure> changed)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        WriteHead(connection, transaction, entry.Version, entry.At, entry.Who, entry.Changes.IsEmpty ? "stage" : "figures");
        connection.Execute(
            """
            INSERT INTO journal_change (version, ordinal, period_from, period_to, province, sector, campaign, measure, old_value, old_unit,
                                        old_qualifier, old_statement, new_value, new_unit, new_qualifier, new_statement, reason)
            VALUES (@Version, @ordinal, @From, @To, @Province, @Sector, @Campaign, @Measure, @OldValue, @OldUnit,
                    @OldQualifier, @OldStatement, @NewValue, @NewUnit, @NewQualifier, @NewStatement, @Reason)
            """,
            entry.Changes.Select((change, ordinal) => new
            {
                entry.Version,
                ordinal,
                From = StatementStore.Iso(change.Key.Period.From),
                To = StatementStore.Iso(change.Key.Period.To),
                Province = change.Key.Province?.ToString(),
                change.Key.Sector,
                change.Key.Campaign,
                Measure = change.Key.Measure.Word(),
                OldValue = change.Before?.Value.Minor,
                OldUnit = change.Before?.Value.Unit.Word(),
                OldQualifier = change.Before?.Qualifier.Word(),
                OldStatement = change.Before?.Id,
                NewValue = change.After.Value.Minor,
                NewUnit = change.After.Value.Unit.Word(),
                NewQualifier = change.After.Qualifier.Word(),
                NewStatement = change.After.Id,
                change.Reason,
            }),
            transaction);
        StatementStore.Write(connection, transaction, changed);
        if (entry.Stage is { } stage)
            WriteStage(connection, transaction, entry.Version, stage);
        transaction.Commit();
    }

    /// <exception cref="InvalidOperationException">Nothing has been loaded yet.</exception>
    public Stored Read()
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var head = connection.QuerySingle<Head>("SELECT version, at FROM journal ORDER BY version DESC LIMIT 1");
        return new(
            head.Version,
            Instant(head.At),
            Snapshot.Of(ReferenceStore.Read(connection), StatementStore.Read(connection)),
            connection.QuerySingleOrDefault<StageEntry>("SELECT scene, parameters AS ParametersJson FROM stage ORDER BY version DESC LIMIT 1"),
            [
                .. connection.Query<ChangeRow>(
                    $"SELECT {ChangeColumns} WHERE change.version = (SELECT max(version) FROM journal_change) ORDER BY change.ordinal")
                    .Select(row => row.ToPastChange()),
            ],
            [
                // All instants are written alike, in UTC to the last digit: as texts they compare as they do as times.
                .. connection.Query<ChangeRow>(
                    $"SELECT {ChangeColumns} WHERE journal.at > @since ORDER BY change.version DESC, change.ordinal",
                    new { since = Text(Instant(head.At) - TimeSpan.FromMinutes(1)) })
                    .Select(row => row.ToPastChange()),
            ]);
    }

    /// <summary>The newest changes first.</summary>
    public IReadOnlyList<PastChange> Latest(int count)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<ChangeRow>($"SELECT {ChangeColumns} ORDER BY change.version DESC, change.ordinal DESC LIMIT @count", new { count })
                .Select(row => row.ToPastChange()),
        ];
    }

    /// <summary>All changes of one figure, the newest first.</summary>
    public IReadOnlyList<PastChange> Of(FigureKey key)
    {
        using var connection = database.Open();
        return
        [
            .. connection.Query<ChangeRow>(
                $"""
                SELECT {ChangeColumns}
                WHERE period_from = @From AND period_to = @To AND measure = @Measure
                      AND province IS @Province AND sector IS @Sector AND campaign IS @Campaign
                ORDER BY change.version DESC, change.ordinal DESC
                """,
                new
                {
                    From = StatementStore.Iso(key.Period.From),
                    To = StatementStore.Iso(key.Period.To),
                    Measure = key.Measure.Word(),
                    Province = key.Province?.ToString(),
                    key.Sector,
                    key.Campaign,
                }).Select(row => row.ToPastChange()),
        ];
    }

    static void WriteHead(SqliteConnection connection, SqliteTransaction transaction, long version, DateTimeOffset at, string who, string kind) =>
        connection.Execute(
            "INSERT INTO journal (version, at, who, kind) VALUES (@version, @at, @who, @kind)",
            new { version, at = Text(at), who, kind },
            transaction);

    static void WriteStage(SqliteConnection connection, SqliteTransaction transaction, long version, StageEntry stage) =>
        connection.Execute(
            "INSERT INTO stage (version, scene, parameters) VALUES (@version, @Scene, @ParametersJson)",
            new { version, stage.Scene, stage.ParametersJson },
            transaction);

    static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    sealed record Head(long Version, string At);

    sealed record ChangeRow(
        long Version, string At, string Who, string From, string To, string? Province, string? Sector, string? Campaign, string Measure,
        long? OldValue, string? OldUnit, string? OldQualifier, long NewValue, string NewUnit, string NewQualifier, string Reason)
    {
        public PastChange ToPastChange() => new(
            Version, Instant(At), Who, Columns.Key(From, To, Province, Sector, Campaign, Measure),
            OldValue is { } old ? Columns.Quantity(old, OldUnit!) : null,
            OldQualifier is { } qualifier ? Columns.Read<Qualifier>(qualifier, Wire.TryRead) : null,
            Columns.Quantity(NewValue, NewUnit), Columns.Read<Qualifier>(NewQualifier, Wire.TryRead), Reason);
    }
}
