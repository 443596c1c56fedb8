using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Language;

/// <summary>Findings as sentences.</summary>
public static class FindingSentences
{
    public static string ToSentence(this Finding finding, ReferenceData reference, DisplayLanguage language) =>
        language.Words.Findings[finding.Kind.ToCode(), [.. finding.Args.SelectMany(arg => FormatArgument(arg, reference, language))]];

    static IEnumerable<string> FormatArgument(object arg, ReferenceData reference, DisplayLanguage language) => arg switch
    {
        Quantity quantity => [language.Numbers.FormatExact(quantity)],
        FigureKey key => [language.DisplayNames.ForFigure(key, reference)],
        ProvinceCode code => [language.DisplayNames.ForProvince(code, reference)],
        // The current value, and the version of its last change.
        Figure figure =>
        [
            figure.AdoptedStatement is { } adopted
                ? language.Numbers.FormatExact(adopted.Value, adopted.Qualifier)
                : language.Words.Subject["unpublished"],
            figure.Version.ToString(CultureInfo.InvariantCulture),
        ],
        ReferenceItem item => [language.DisplayNames.ForItem(item)],
        Measure measure => [language.DisplayNames.Uncapitalise(language.DisplayNames.ForMeasure(measure))],
        Unit unit => [language.DisplayNames.ForUnit(unit)],
        DateOnly day => [language.DisplayNames.ForDate(day)],
        FieldType type => [language.Words.Findings[$"type-{type.ToCode()}"]],
        decimal number => [language.Numbers.FormatNumber(number, 6)],
        int number => [number.ToString(language.Culture)],
        long number => [number.ToString(language.Culture)],
        // Input that is quoted back: sanitized, because people read the sentence too.
        _ => [TextSanitizer.SanitizeLine(arg.ToString())],
    };
}
