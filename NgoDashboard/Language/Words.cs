using System.Globalization;
using System.Resources;

namespace NgoDashboard.Language;

/// <summary>
/// The texts of one part of the interface, from its .resx files: Vietnamese without a suffix, English beside it. The language is
/// the one of <see cref="CultureInfo.CurrentUICulture"/> at the moment of reading.
/// </summary>
public sealed class Words
{
    readonly ResourceManager resources;

    Words(string name)
    {
        Name = name;
        resources = new($"NgoDashboard.Language.{name}", typeof(Words).Assembly);
    }

    public static Words Access { get; } = new("Access");

    public static Words Asked { get; } = new("Asked");

    public static Words Backup { get; } = new("Backup");

    public static Words Cli { get; } = new("Cli");

    public static Words Desk { get; } = new("Desk");

    public static Words Exchange { get; } = new("Exchange");

    public static Words Findings { get; } = new("Findings");

    public static Words Points { get; } = new("Points");

    public static Words Province { get; } = new("Province");

    public static Words Record { get; } = new("Record");

    public static Words Reports { get; } = new("Reports");

    public static Words Stage { get; } = new("Stage");

    public static Words Storage { get; } = new("Storage");

    public static Words Subject { get; } = new("Subject");

    public static IReadOnlyList<Words> All { get; } =
        [Access, Asked, Backup, Cli, Desk, Exchange, Findings, Points, Province, Record, Reports, Stage, Storage, Subject];

    public string Name { get; }

    /// <exception cref="MissingManifestResourceException">No text has this key: a mistake in the program, shown by a test.</exception>
    public string this[string key] =>
        resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"{Name}.resx has no text '{key}'.");

    public string this[string key, params ReadOnlySpan<object?> args] => string.Format(CultureInfo.CurrentCulture, this[key], args);

    /// <summary>The keys of one language, nothing falling back to the other.</summary>
    public IEnumerable<string> Keys(CultureInfo culture) =>
        resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?
            .Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key) ?? [];
}

/// <summary>The two languages of the interface.</summary>
public static class Languages
{
    public const string Vietnamese = "vi";
    public const string English = "en";

    public static readonly IReadOnlyList<string> All = [Vietnamese, English];

    /// <summary>Dates and numbers follow the language: 1.234,5 in Vietnamese, 1,234.5 in English.</summary>
    public static CultureInfo CultureFor(string? language) =>
        language == English ? CultureInfo.GetCultureInfo("en-GB") : CultureInfo.GetCultureInfo("vi-VN");

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English ? English : Vietnamese;

    /// <summary>Reads and formats in that language from here to the end of the calling method's flow.</summary>
    public static void SetCurrent(string? language)
    {
        var culture = CultureFor(language);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
    }

    /// <summary>For who starts the program, whose language is not known: one line in each.</summary>
    public static string InAllLanguages(Func<string> make) => string.Join(Environment.NewLine, All.Select(language => RunInLanguage(language, make)));

    /// <summary>What is made in that language, whatever the caller's own is; the caller's stays.</summary>
    public static T RunInLanguage<T>(string language, Func<T> make)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        SetCurrent(language);
        try
        {
            return make();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
