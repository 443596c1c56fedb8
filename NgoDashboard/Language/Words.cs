using System.Globalization;
using System.Resources;

namespace NgoDashboard.Language;

/// <summary>
/// The texts of one part of the interface, from its .resx files: Vietnamese in Name.resx, English in Name.en.resx. Each access uses
/// <see cref="CultureInfo.CurrentUICulture"/>.
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

    public static Words Api { get; } = new("Api");

    public static Words Backup { get; } = new("Backup");

    public static Words Cli { get; } = new("Cli");

    public static Words Desk { get; } = new("Desk");

    public static Words Findings { get; } = new("Findings");

    public static Words Inbox { get; } = new("Inbox");

    public static Words Points { get; } = new("Points");

    public static Words Province { get; } = new("Province");

    public static Words Record { get; } = new("Record");

    public static Words Reports { get; } = new("Reports");

    public static Words Stage { get; } = new("Stage");

    public static Words Storage { get; } = new("Storage");

    public static Words Subject { get; } = new("Subject");

    public static IReadOnlyList<Words> All { get; } =
        [Access, Api, Backup, Cli, Desk, Findings, Inbox, Points, Province, Record, Reports, Stage, Storage, Subject];

    public string Name { get; }

    /// <exception cref="MissingManifestResourceException">No text has this key: a programming error, found by ResourcesTests.</exception>
    public string this[string key] =>
        resources.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new MissingManifestResourceException($"{Name}.resx has no text '{key}'.");

    public string this[string key, params ReadOnlySpan<object?> args] => string.Format(CultureInfo.CurrentCulture, this[key], args);

    /// <summary>The keys of one language alone, without fallback to the other.</summary>
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

    /// <summary>Sets the culture of texts and formats in the current asynchronous flow; null or an unknown code: Vietnamese.</summary>
    public static void SetCurrent(string? language)
    {
        var culture = CultureFor(language);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
    }

    /// <summary>One line in each language, for the person who starts the program, whose language is not known.</summary>
    public static string InAllLanguages(Func<string> make) =>
        string.Join(Environment.NewLine, All.Select(language => RunInLanguage(language, make)));

    /// <summary>Runs a function in that language and restores the caller's language afterwards.</summary>
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
