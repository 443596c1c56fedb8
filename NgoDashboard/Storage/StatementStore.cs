using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Storage;

/// <summary>What was stated of each figure, version by version.</summary>
static class StatementStore
{
    /// <summary>All figures as they stood at a version: later statements of a figure replace the earlier ones.</summary>
    public static Snapshot Read(SqliteConnection connection, Reference reference, long at)
    {
        var told = new Dictionary<KeyColumns, List<Row>>();
        var lastStatement = 0L;
        // In the order in which they were written, which is that of the versions. Only what still stands is read out of its columns:
        // after a few meetings most of the rows are history.
        foreach (var row in connection.Query<Row>(
            """
            SELECT version, id, touched, period_from AS "From", period_to AS "To", province, sector, campaign, measure, value, unit, qualifier,
                   status, as_of AS AsOf, publisher, title, url, source_date AS SourceDate, note, adopted, by_desk AS ByDesk
            FROM statement WHERE version <= @at ORDER BY rowid
            """,
            new { at }, buffered: false))
        {
            if (!told.TryGetValue(row.Key, out var rows))
                told[row.Key] = rows = [];
            else if (rows[0].Version < row.Version)
                rows.Clear();
            rows.Add(row);
            lastStatement = Math.Max(lastStatement, row.Id);
        }

        var figures = told.ToDictionary(one => Columns.Key(one.Key), one => new Figure(Columns.Key(one.Key), [.. one.Value.Select(row => row.Statement())]));
        foreach (var (version, key) in Emptied(connection, at))
        {
            if (figures.GetValueOrDefault(key) is { } figure && figure.Version < version)
                figures[key] = new(key, []) { EmptiedBy = version };
        }

        return Snapshot.Of(reference, figures.Values, lastStatement);
    }

    /// <summary>Writes all statements of these figures, as they stand from that version on.</summary>
    public static void Write(SqliteConnection connection, SqliteTransaction transaction, long version, IEnumerable<Figure> figures)
    {
        // One text of one entry has one salt.
        var texts = new Dictionary<string, PersonText>();
        connection.Execute(
            """
            INSERT INTO statement (version, id, touched, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier,
                                   status, as_of, publisher, publisher_salt, publisher_digest, title, url, source_date, note, adopted, by_desk)
            VALUES (@version, @Id, @Touched, @From, @To, @Province, @Sector, @Campaign, @Measure, @Value, @Unit, @Qualifier,
                    @Status, @AsOf, @Publisher, @PublisherSalt, @PublisherDigest, @Title, @Url, @SourceDate, @Note, @Adopted, @ByDesk)
            """,
            figures.SelectMany(figure => figure.Statements.Select(statement => Parameters(version, figure.Key, statement, texts))),
            transaction);
    }

    static object Parameters(long version, FigureKey key, Statement statement, Dictionary<string, PersonText> texts)
    {
        // What the desk stated without another source has its own name as the publisher.
        var person = statement.ByDesk ? texts.GetValueOrDefault(statement.Source.Publisher) ?? PersonText.Create(statement.Source.Publisher) : null;
        if (person is not null)
            texts[person.Text] = person;
        return new
        {
            version,
            statement.Id,
            Touched = statement.Version,
            From = Iso(key.Period.From),
            To = Iso(key.Period.To),
            Province = key.Province?.ToString(),
            key.Sector,
            key.Campaign,
            Measure = key.Measure.Word(),
            Value = statement.Value.Minor,
            Unit = statement.Value.Unit.Word(),
            Qualifier = statement.Qualifier.Word(),
            Status = statement.Status.Word(),
            AsOf = Iso(statement.AsOf),
            statement.Source.Publisher,
            PublisherSalt = person?.Salt,
            PublisherDigest = person?.Digest,
            statement.Source.Title,
            statement.Source.Url,
            SourceDate = statement.Source.Date,
            statement.Note,
            statement.Adopted,
            statement.ByDesk,
        };
    }

    /// <summary>Where a take was taken back and nothing had been stated before it.</summary>
    static IEnumerable<(long Version, FigureKey Key)> Emptied(SqliteConnection connection, long at) =>
        connection.Query<EmptiedRow>(
            """
            SELECT version, period_from AS "From", period_to AS "To", province, sector, campaign, measure
            FROM journal_change WHERE new_statement IS NULL AND version <= @at ORDER BY version
            """,
            new { at }).Select(row => (row.Version, Columns.Key(row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure)));

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    sealed record EmptiedRow(long Version, string From, string To, string? Province, string? Sector, string? Campaign, string Measure);

    sealed record Row(
        long Version, long Id, long Touched, string From, string To, string? Province, string? Sector, string? Campaign, string Measure,
        long Value, string Unit, string Qualifier, string Status, string AsOf, string Publisher, string Title, string? Url,
        string? SourceDate, string? Note, long Adopted, long ByDesk)
    {
        public KeyColumns Key => new(From, To, Province, Sector, Campaign, Measure);

        public Statement Statement() => new(
            Id, Columns.Quantity(Value, Unit), Columns.Read<Qualifier>(Qualifier, Wire.TryRead), Columns.Read<Status>(Status, Wire.TryRead), Day(AsOf),
            new Source(Publisher, Title, Url, SourceDate), Note, Adopted == 1, ByDesk == 1, Touched);
    }
}
