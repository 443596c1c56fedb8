using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>Statements as they stand now. Their past is in the journal.</summary>
static class StatementStore
{
    public static IEnumerable<Figure> Read(SqliteConnection connection) =>
        connection.Query<Row>(
            """
            SELECT id, period_from AS "From", period_to AS "To", province, sector, campaign, measure, value, unit, qualifier, status,
                   as_of AS AsOf, publisher, title, url, source_date AS SourceDate, note, adopted, by_desk AS ByDesk, version
            FROM statement ORDER BY id
            """)
            .GroupBy(row => row.Key())
            .Select(group => new Figure(group.Key, [.. group.Select(row => row.Statement())]));

    /// <summary>Writes all statements of these figures. Those no longer adopted go first: the index allows one at any moment.</summary>
    public static void Write(SqliteConnection connection, SqliteTransaction transaction, IEnumerable<Figure> figures) =>
        connection.Execute(
            """
            INSERT INTO statement (id, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier, status, as_of,
                                   publisher, title, url, source_date, note, adopted, by_desk, version)
            VALUES (@Id, @From, @To, @Province, @Sector, @Campaign, @Measure, @Value, @Unit, @Qualifier, @Status, @AsOf,
                    @Publisher, @Title, @Url, @SourceDate, @Note, @Adopted, @ByDesk, @Version)
            ON CONFLICT (id) DO UPDATE SET value = @Value, unit = @Unit, qualifier = @Qualifier, status = @Status, as_of = @AsOf,
                publisher = @Publisher, title = @Title, url = @Url, source_date = @SourceDate, note = @Note, adopted = @Adopted, version = @Version
            """,
            figures.SelectMany(figure => figure.Statements.OrderBy(statement => statement.Adopted).Select(statement => new
            {
                statement.Id,
                From = Iso(figure.Key.Period.From),
                To = Iso(figure.Key.Period.To),
                Province = figure.Key.Province?.ToString(),
                figure.Key.Sector,
                figure.Key.Campaign,
                Measure = figure.Key.Measure.Word(),
                Value = statement.Value.Minor,
                Unit = statement.Value.Unit.Word(),
                Qualifier = statement.Qualifier.Word(),
                Status = statement.Status.Word(),
                AsOf = Iso(statement.AsOf),
                statement.Source.Publisher,
                statement.Source.Title,
                statement.Source.Url,
                SourceDate = statement.Source.Date,
                statement.Note,
                statement.Adopted,
                statement.ByDesk,
                statement.Version,
            })),
            transaction);

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    sealed record Row(
        long Id, string From, string To, string? Province, string? Sector, string? Campaign, string Measure, long Value, string Unit,
        string Qualifier, string Status, string AsOf, string Publisher, string Title, string? Url, string? SourceDate, string? Note,
        long Adopted, long ByDesk, long Version)
    {
        public FigureKey Key() => Columns.Key(From, To, Province, Sector, Campaign, Measure);

        public Statement Statement() => new(
            Id, Columns.Quantity(Value, Unit), Columns.Read<Qualifier>(Qualifier, Wire.TryRead), Columns.Read<Status>(Status, Wire.TryRead), Day(AsOf),
            new Source(Publisher, Title, Url, SourceDate), Note, Adopted == 1, ByDesk == 1, Version);
    }
}

/// <summary>Columns that statements and the journal share.</summary>
static class Columns
{
    public delegate bool Reader<T>(string? word, out T value);

    public static FigureKey Key(string from, string to, string? province, string? sector, string? campaign, string measure) => new(
        new Period(StatementStore.Day(from), StatementStore.Day(to)),
        province is null ? null : ProvinceCode.Parse(province), sector, campaign, Read<Measure>(measure, Wire.TryRead));

    public static Quantity Quantity(long minor, string unit) => new(minor, Read<Unit>(unit, Wire.TryRead));

    public static T Read<T>(string word, Reader<T> reader) =>
        reader(word, out var value) ? value : throw new StorageException($"The database holds '{word}' where a {typeof(T).Name} should be.");
}
