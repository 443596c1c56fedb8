using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Sql;

/// <summary>
/// Converts between .NET values and SQLite columns: codes of enums, instants (UTC, ISO 8601), dates (yyyy-MM-dd) and the six columns of
/// a figure's key.
/// </summary>
static class SqlMapping
{
    public delegate bool CodeParser<T>(string? word, out T value);

    public static string FormatInstant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseInstant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static string FormatDate(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly ParseDate(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static FigureKeyColumns ToKeyColumns(FigureKey key) => new(
        FormatDate(key.Period.From), FormatDate(key.Period.To),
        key.Province?.ToString(), key.Sector, key.Campaign, key.Measure.ToCode());

    public static FigureKey ParseFigureKey(string from, string to, string? province, string? sector, string? campaign, string measure) =>
        new(
            new Period(ParseDate(from), ParseDate(to)),
            province is null ? null : ProvinceCode.Parse(province), sector, campaign, ParseCode<Measure>(measure));

    public static FigureKey ParseFigureKey(FigureKeyColumns key) =>
        ParseFigureKey(key.From, key.To, key.Province, key.Sector, key.Campaign, key.Measure);

    public static Quantity ParseQuantity(long minor, string unit) => new(minor, ParseCode<Unit>(unit));

    /// <inheritdoc cref="ParseCode{T}(string, CodeParser{T})"/>
    public static T ParseCode<T>(string word)
        where T : struct, Enum => ParseCode<T>(word, EnumCodes.TryParse);

    /// <exception cref="StorageException">The word is not a code of that type: the row is damaged or of a newer program.</exception>
    public static T ParseCode<T>(string word, CodeParser<T> parser) => parser(word, out var value)
        ? value
        : throw new StorageException($"The database holds '{word}' where a {typeof(T).Name} should be.");
}

/// <summary>
/// A figure's key as its columns hold it; dates are yyyy-MM-dd. Used as SQL parameters: the names of the properties are theirs.
/// </summary>
sealed record FigureKeyColumns(string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
