using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Shared;

/// <summary>A typed value in words and the change it makes, so that it can be read aloud before it is sent.</summary>
static class InputEcho
{
    public static string Describe(
        string typed, InputUnit unit, Qualifier qualifier, Statement? stated, ReferenceData reference, DisplayLanguage language)
    {
        if (typed.Length == 0)
            return "";
        var (value, problem) = unit.Parse(typed);
        if (value is not { } quantity)
            return problem!.ToSentence(reference, language);
        var words = language.Numbers.WithQualifier(qualifier, NumberWords.SpellOut(quantity, language));
        return $"{language.Numbers.FormatExact(quantity)}: {words} {ChangePercentText(stated?.Value, quantity, language)}".TrimEnd();
    }

    /// <summary>"(+3,8 %)"; empty if the two cannot be compared.</summary>
    public static string ChangePercentText(Quantity? before, Quantity value, DisplayLanguage language)
    {
        if (before is not { } old || old.Unit != value.Unit || old.MinorUnits == 0)
            return "";
        var percent = 100m * (value.MinorUnits - old.MinorUnits) / old.MinorUnits;
        return language.Words.Desk["change", percent.ToString("+0.#;-0.#;0", language.Culture)];
    }
}
