using System.Globalization;

namespace NgoDashboard.Language;

/// <summary>
/// A language of the interface, with the texts, names and number formats in it. Code that makes a text takes it as a parameter; only
/// Razor components have an ambient one.
/// </summary>
public sealed class DisplayLanguage
{
    DisplayLanguage(string code, string culture)
    {
        (Code, Culture) = (code, CultureInfo.GetCultureInfo(culture));
        Words = new(Culture);
        DisplayNames = new(this);
        Numbers = new(this);
    }

    public static DisplayLanguage Vietnamese { get; } = new("vi", "vi-VN");

    public static DisplayLanguage English { get; } = new("en", "en-GB");

    /// <summary>Vietnamese first: it is the language of the meeting and the default.</summary>
    public static IReadOnlyList<DisplayLanguage> All { get; } = [Vietnamese, English];

    /// <summary>The code in addresses, cookies and HTML: "vi" or "en".</summary>
    public string Code { get; }

    /// <summary>Of dates and numbers: 1.234,5 in Vietnamese, 1,234.5 in English.</summary>
    public CultureInfo Culture { get; }

    public Words Words { get; }

    public DisplayNames DisplayNames { get; }

    public Numbers Numbers { get; }

    /// <returns>Vietnamese for null and for an unknown code.</returns>
    public static DisplayLanguage FromCode(string? code) => FindByCode(code) ?? Vietnamese;

    /// <returns>Null for an unknown code.</returns>
    public static DisplayLanguage? FindByCode(string? code) => All.FirstOrDefault(language => language.Code == code);

    /// <summary>One line in each language, for the person who starts the program, whose language is not known.</summary>
    public static string InAllLanguages(Func<DisplayLanguage, string> make) => string.Join(Environment.NewLine, All.Select(make));

    public override string ToString() => Code;
}
