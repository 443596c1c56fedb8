using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Language;

/// <summary>A finding as a sentence in the reader's language.</summary>
public static class FindingSentences
{
    public static string Sentence(this Finding finding, Reference reference) =>
        Words.Findings[finding.Kind.ToString(), [.. finding.Args.SelectMany(arg => Texts(arg, reference))]];

    static IEnumerable<string> Texts(object arg, Reference reference) => arg switch
    {
        Quantity quantity => [Numbers.Exact(quantity)],
        FigureKey key => [Names.Of(key, reference)],
        ProvinceCode code => [Names.Of(code, reference)],
        // What it is now, and since which version.
        Figure figure =>
        [
            figure.Adopted is { } adopted ? Numbers.Exact(adopted.Value, adopted.Qualifier) : Words.Subject["unpublished"],
            figure.Version.ToString(CultureInfo.InvariantCulture),
        ],
        Measure measure => [Names.Uncapitalised(Names.Of(measure))],
        Unit unit => [Names.Of(unit)],
        DateOnly day => [Names.Of(day)],
        FieldType type => [Words.Findings[$"type-{type.ToString().ToLowerInvariant()}"]],
        decimal number => [Numbers.Digits(number, 6)],
        int number => [number.ToString(CultureInfo.CurrentCulture)],
        long number => [number.ToString(CultureInfo.CurrentCulture)],
        // As it was sent: what is refused is told to people too.
        _ => [PlainText.OneLine(arg.ToString())],
    };
}
