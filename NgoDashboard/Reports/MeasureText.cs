using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Reports;

/// <summary>What a row of indicators is about: "2. Giá trị giải ngân năm 2023 (triệu USD)".</summary>
/// <param name="Named">The measure that it is the name of.</param>
/// <param name="Guess">The measure that it speaks of among other words: asked.</param>
readonly record struct MeasureText(Measure? Named, Measure? Guess, Period? Period, MoneyUnit Unit)
{
    static readonly Dictionary<string, Measure> Names = MeasureRules.All
        .SelectMany(measure => ((string[])[measure.Word(), In(Languages.Vietnamese, measure), In(Languages.English, measure)]).Select(name => (Name: Folding.Fold(name), Measure: measure)))
        .DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Measure);

    /// <summary>As this program itself writes a measure, in either language or in the words of the API.</summary>
    public static Measure? OfName(string text) => Names.TryGetValue(Folding.Fold(text), out var measure) ? measure : null;

    public static MeasureText Of(string text)
    {
        var plain = RowText.Unnumbered(text);
        var words = HeadText.Bare(plain);
        var named = Fields.MeasureNamed(words) ?? OfName(words);
        var isOther = Fields.Of(words) is not null || HeadText.IsOfAnotherTime(words);
        return new(named, named is null && !isOther ? Fields.MeasureWithin(words) : null, PeriodText.Within(plain), MoneyUnit.Within(plain));
    }

    static string In(string language, Measure measure) => Languages.In(language, () => Language.Names.Of(measure));
}
