using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>What the label of an indicator row states: "2. Giá trị giải ngân năm 2023 (triệu USD)".</summary>
/// <param name="NamedMeasure">The measure of which the label is the name.</param>
/// <param name="GuessedMeasure">The measure that the label mentions among other words; the desk is asked.</param>
readonly record struct MeasureLabel(Measure? NamedMeasure, Measure? GuessedMeasure, Period? Period, MoneyUnit Unit)
{
    static readonly Dictionary<string, Measure> Names = MeasureRules.All
        .SelectMany(measure =>
            DisplayLanguage.All.Select(language => language.DisplayNames.ForMeasure(measure)).Prepend(measure.ToCode())
                .Select(name => (Name: TextFolding.Fold(name), Measure: measure)))
        .DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, entry => entry.Measure);

    /// <summary>The measure by the name that this program itself writes, in either language, or by its code in the API.</summary>
    public static Measure? FindMeasureByName(string text) => Names.TryGetValue(TextFolding.Fold(text), out var measure) ? measure : null;

    public static MeasureLabel ParseLabel(string text)
    {
        var plain = RowLabels.RemoveNumbering(text);
        var words = HeaderCellParser.NormalizeCaption(plain);
        var named = ColumnTypes.FindMeasureByCaption(words) ?? FindMeasureByName(words);
        var isOther = ColumnTypes.FindByCaption(words) is not null || HeaderCellParser.IsPlanOrComparison(words);
        return new(named, named is null && !isOther ? ColumnTypes.FindMeasureIn(words) : null, PeriodParser.FindIn(plain),
            MoneyUnit.FindIn(plain));
    }
}
