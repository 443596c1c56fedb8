using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>What a row of indicators is about: "2. Giá trị giải ngân năm 2023 (triệu USD)".</summary>
/// <param name="NamedMeasure">The measure that it is the name of.</param>
/// <param name="GuessedMeasure">The measure that it speaks of among other words: asked.</param>
readonly record struct RowLabel(Measure? NamedMeasure, Measure? GuessedMeasure, Period? Period, MoneyUnit Unit)
{
    static readonly Dictionary<string, Measure> Names = MeasureRules.All
        .SelectMany(measure => ((string[])[measure.ToCode(), DisplayName(Languages.Vietnamese, measure), DisplayName(Languages.English, measure)]).Select(name => (Name: TextFolding.Fold(name), Measure: measure)))
        .DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Measure);

    /// <summary>As this program itself writes a measure, in either language or in the words of the API.</summary>
    public static Measure? FindMeasureByName(string text) => Names.TryGetValue(TextFolding.Fold(text), out var measure) ? measure : null;

    public static RowLabel ParseLabel(string text)
    {
        var plain = RowClassifier.RemoveNumbering(text);
        var words = HeaderCellParser.NormalizeCaption(plain);
        var named = ColumnTypes.FindMeasureByCaption(words) ?? FindMeasureByName(words);
        var isOther = ColumnTypes.FindByCaption(words) is not null || HeaderCellParser.IsPlanOrComparison(words);
        return new(named, named is null && !isOther ? ColumnTypes.FindMeasureIn(words) : null, PeriodParser.FindIn(plain), MoneyUnit.FindIn(plain));
    }

    static string DisplayName(string language, Measure measure) => Languages.RunInLanguage(language, () => Language.DisplayNames.ForMeasure(measure));
}
