using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Storage.Sql;

/// <summary>Columns that several tables share, and how instants and words are written in them.</summary>
static class SqlMapping
{
    static readonly Dictionary<EntryKind, string> EntryKindCodes = new()
    {
        [EntryKind.Load] = "load",
        [EntryKind.Take] = "take",
        [EntryKind.Undo] = "undo",
        [EntryKind.Hold] = "hold",
        [EntryKind.Blank] = "blank",
        [EntryKind.Release] = "release",
        [EntryKind.Dismiss] = "dismiss",
        [EntryKind.Meeting] = "meeting",
        [EntryKind.Key] = "key",
    };

    public delegate bool CodeParser<T>(string? word, out T value);

    public static string ToCode(this EntryKind kind) => EntryKindCodes[kind];

    public static EntryKind ParseEntryKind(string word) => EntryKindCodes.First(pair => pair.Value == word).Key;

    /// <summary>States and the like are written by their names, in small letters.</summary>
    public static string ToCode<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static bool TryParseCode<T>(string? word, out T value)
        where T : struct, Enum => Enum.TryParse(word, ignoreCase: true, out value) && Enum.IsDefined(value);

    public static string FormatInstant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseInstant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static FigureKeyColumns ToKeyColumns(FigureKey key) => new(
        StatementStore.FormatDate(key.Period.From), StatementStore.FormatDate(key.Period.To), key.Province?.ToString(), key.Sector, key.Campaign, key.Measure.ToCode());

    public static FigureKey ParseFigureKey(string from, string to, string? province, string? sector, string? campaign, string measure) => new(
        new Period(StatementStore.ParseDate(from), StatementStore.ParseDate(to)),
        province is null ? null : ProvinceCode.Parse(province), sector, campaign, ParseCode<Measure>(measure, EnumCodes.TryParse));

    public static FigureKey ParseFigureKey(FigureKeyColumns key) => ParseFigureKey(key.From, key.To, key.Province, key.Sector, key.Campaign, key.Measure);

    public static Quantity ParseQuantity(long minor, string unit) => new(minor, ParseCode<Unit>(unit, EnumCodes.TryParse));

    public static T ParseCode<T>(string word, CodeParser<T> parser) =>
        parser(word, out var value) ? value : throw new StorageException($"The database holds '{word}' where a {typeof(T).Name} should be.");
}

/// <summary>A place of the cube as it stands in columns.</summary>
sealed record FigureKeyColumns(string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
