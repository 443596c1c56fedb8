using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Desk;

/// <summary>A typed value in words, with what it changes: read aloud before it is sent.</summary>
static class TypedEcho
{
    public static string Of(string typed, TypedUnit unit, Qualifier qualifier, Statement? stated, Reference reference)
    {
        if (typed.Length == 0)
            return "";
        var (value, problem) = unit.Read(typed);
        if (value is not { } quantity)
            return problem!.Sentence(reference);
        var words = Numbers.Qualified(qualifier, NumberWords.Of(quantity));
        return $"{Numbers.Exact(quantity)}: {words} {Change(stated?.Value, quantity)}".TrimEnd();
    }

    /// <summary>"(+3,8 %)"; nothing where it cannot be said.</summary>
    public static string Change(Quantity? before, Quantity value)
    {
        if (before is not { } old || old.Unit != value.Unit || old.Minor == 0)
            return "";
        var percent = 100m * (value.Minor - old.Minor) / old.Minor;
        return Words.Desk["change", percent.ToString("+0.#;-0.#;0", CultureInfo.CurrentCulture)];
    }
}
