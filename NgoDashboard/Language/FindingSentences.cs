using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Language;

/// <summary>Findings as sentences in the language of the current culture.</summary>
public static class FindingSentences
{
    public static string ToSentence(this Finding finding, ReferenceData reference) =>
        Words.Findings[finding.Kind.ToCode(), [.. finding.Args.SelectMany(arg => FormatArgument(arg, reference))]];

    static IEnumerable<string> FormatArgument(object arg, ReferenceData reference) => arg switch
    {
        Quantity quantity => [Numbers.FormatExact(quantity)],
        FigureKey key => [DisplayNames.ForFigure(key, reference)],
        ProvinceCode code => [DisplayNames.ForProvince(code, reference)],
        // The current value, and the version of its last change.
        Figure figure =>
        [
            figure.AdoptedStatement is { } adopted ? Numbers.FormatExact(adopted.Value, adopted.Qualifier) : Words.Subject["unpublished"],
            figure.Version.ToString(CultureInfo.InvariantCulture),
        ],
        Measure measure => [DisplayNames.Uncapitalise(DisplayNames.ForMeasure(measure))],
        Unit unit => [DisplayNames.ForUnit(unit)],
        DateOnly day => [DisplayNames.ForDate(day)],
        FieldType type => [Words.Findings[$"type-{type.ToCode()}"]],
        decimal number => [Numbers.FormatNumber(number, 6)],
        int number => [number.ToString(CultureInfo.CurrentCulture)],
        long number => [number.ToString(CultureInfo.CurrentCulture)],
        // Input that is quoted back: sanitized, because people read the sentence too.
        _ => [TextSanitizer.SanitizeLine(arg.ToString())],
    };
}
