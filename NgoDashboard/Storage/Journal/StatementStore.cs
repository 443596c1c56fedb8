using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Journal;

/// <summary>The statements of figures, stored anew for each version that changes a figure.</summary>
static class StatementStore
{
    /// <summary>All figures at a version. The rows of a figure's last version count; earlier ones are history.</summary>
    public static Snapshot LoadSnapshot(SqliteConnection connection, ReferenceData reference, long at)
    {
        var statementRows = new Dictionary<FigureKeyColumns, List<StatementRow>>();
        var lastStatement = 0L;
        // By rowid, which is the order of versions because rows are only appended. Rows are parsed after the loop, because after a few
        // meetings most of them are history.
        foreach (var row in connection.Query<StatementRow>(
            """
            SELECT version, id, touched, period_from AS "From", period_to AS "To", province, sector, campaign, measure, value, unit, qualifier,
                   status, as_of AS AsOf, publisher, title, url, source_date AS SourceDate, note, adopted, by_desk AS ByDesk
            FROM statement WHERE version <= @at ORDER BY rowid
            """,
            new { at }, buffered: false))
        {
            if (!statementRows.TryGetValue(row.Key, out var rows))
                statementRows[row.Key] = rows = [];
            else if (rows[0].Version < row.Version)
                rows.Clear();
            rows.Add(row);
            lastStatement = Math.Max(lastStatement, row.Id);
        }

        var figures = statementRows
            .Select(pair => new Figure(SqlMapping.ParseFigureKey(pair.Key), [.. pair.Value.Select(row => row.ToStatement())]))
            .ToDictionary(figure => figure.Key);
        foreach (var (version, key) in LoadEmptiedFigures(connection, at))
        {
            if (figures.GetValueOrDefault(key) is { } figure && figure.Version < version)
                figures[key] = new(key, []) { EmptiedInVersion = version };
        }

        return Snapshot.Create(reference, figures.Values, lastStatement);
    }

    /// <summary>Writes all statements of these figures, valid from that version on.</summary>
    public static void WriteStatements(
        SqliteConnection connection, SqliteTransaction transaction, long version, IEnumerable<Figure> figures)
    {
        // Within an entry equal texts share one salt, so that verifying it computes each digest once.
        var texts = new Dictionary<string, PersonalText>();
        connection.Execute(
            """
            INSERT INTO statement (version, id, touched, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier,
                                   status, as_of, publisher, publisher_salt, publisher_digest, title, url, source_date, note, adopted, by_desk)
            VALUES (@version, @Id, @Touched, @From, @To, @Province, @Sector, @Campaign, @Measure, @Value, @Unit, @Qualifier,
                    @Status, @AsOf, @Publisher, @PublisherSalt, @PublisherDigest, @Title, @Url, @SourceDate, @Note, @Adopted, @ByDesk)
            """,
            figures.SelectMany(figure => figure.Statements.Select(statement => ToParameters(version, figure.Key, statement, texts))),
            transaction);
    }

    static object ToParameters(long version, FigureKey key, Statement statement, Dictionary<string, PersonalText> texts)
    {
        // The publisher of the desk's own statements is the operator's name: a text about a person.
        var person = statement.IsFromDesk
            ? texts.GetValueOrDefault(statement.Source.Publisher) ?? PersonalText.Create(statement.Source.Publisher)
            : null;
        if (person is not null)
            texts[person.Text] = person;
        return new
        {
            version,
            statement.Id,
            Touched = statement.Version,
            From = SqlMapping.FormatDate(key.Period.From),
            To = SqlMapping.FormatDate(key.Period.To),
            Province = key.Province?.ToString(),
            key.Sector,
            key.Campaign,
            Measure = key.Measure.ToCode(),
            Value = statement.Value.MinorUnits,
            Unit = statement.Value.Unit.ToCode(),
            Qualifier = statement.Qualifier.ToCode(),
            Status = statement.Status.ToCode(),
            AsOf = SqlMapping.FormatDate(statement.AsOf),
            statement.Source.Publisher,
            PublisherSalt = person?.Salt,
            PublisherDigest = person?.Digest,
            statement.Source.Title,
            statement.Source.Url,
            SourceDate = statement.Source.Date,
            statement.Note,
            Adopted = statement.IsAdopted,
            ByDesk = statement.IsFromDesk,
        };
    }

    /// <summary>Figures without any statement since a version, because the take that first stated them was undone.</summary>
    static IEnumerable<(long Version, FigureKey Key)> LoadEmptiedFigures(SqliteConnection connection, long at) =>
        connection.Query<EmptiedFigureRow>(
            """
            SELECT version, period_from AS "From", period_to AS "To", province, sector, campaign, measure
            FROM journal_change WHERE new_statement IS NULL AND version <= @at ORDER BY version
            """,
            new { at }).Select(row =>
                (row.Version, SqlMapping.ParseFigureKey(row.From, row.To, row.Province, row.Sector, row.Campaign, row.Measure)));

    sealed record EmptiedFigureRow(
        long Version, string From, string To, string? Province, string? Sector, string? Campaign, string Measure);

    sealed record StatementRow(
        long Version, long Id, long Touched, string From, string To, string? Province, string? Sector, string? Campaign, string Measure,
        long Value, string Unit, string Qualifier, string Status, string AsOf, string Publisher, string Title, string? Url,
        string? SourceDate, string? Note, long Adopted, long ByDesk)
    {
        public FigureKeyColumns Key => new(From, To, Province, Sector, Campaign, Measure);

        public Statement ToStatement() => new(
            Id, SqlMapping.ParseQuantity(Value, Unit), SqlMapping.ParseCode<Qualifier>(Qualifier),
            SqlMapping.ParseCode<Status>(Status), SqlMapping.ParseDate(AsOf),
            new Source(Publisher, Title, Url, SourceDate), Note, Adopted == 1, ByDesk == 1, Touched);
    }
}
