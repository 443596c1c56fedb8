using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>Columns that several tables share, and how instants and words are written in them.</summary>
static class Columns
{
    static readonly Dictionary<EntryKind, string> Kinds = new()
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

    public delegate bool Reader<T>(string? word, out T value);

    public static string Word(this EntryKind kind) => Kinds[kind];

    public static EntryKind Kind(string word) => Kinds.First(pair => pair.Value == word).Key;

    /// <summary>States and the like are written by their names, in small letters.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static bool TryRead<T>(string? word, out T value)
        where T : struct, Enum => Enum.TryParse(word, ignoreCase: true, out value) && Enum.IsDefined(value);

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static KeyColumns Of(FigureKey key) => new(
        StatementStore.Iso(key.Period.From), StatementStore.Iso(key.Period.To), key.Province?.ToString(), key.Sector, key.Campaign, key.Measure.Word());

    public static FigureKey Key(string from, string to, string? province, string? sector, string? campaign, string measure) => new(
        new Period(StatementStore.Day(from), StatementStore.Day(to)),
        province is null ? null : ProvinceCode.Parse(province), sector, campaign, Read<Measure>(measure, Wire.TryRead));

    public static FigureKey Key(KeyColumns key) => Key(key.From, key.To, key.Province, key.Sector, key.Campaign, key.Measure);

    public static Quantity Quantity(long minor, string unit) => new(minor, Read<Unit>(unit, Wire.TryRead));

    public static T Read<T>(string word, Reader<T> reader) =>
        reader(word, out var value) ? value : throw new StorageException($"The database holds '{word}' where a {typeof(T).Name} should be.");
}

/// <summary>A place of the cube as it stands in columns.</summary>
sealed record KeyColumns(string From, string To, string? Province, string? Sector, string? Campaign, string Measure);
