using NgoDashboard.Components.Charts;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>A total as text on the stage: its number with its qualifier, and a note on how it was obtained.</summary>
public static class TotalFormatting
{
    public const string Separator = " · ";

    /// <summary>With its unit written out, for a sentence or a table cell of its own.</summary>
    public static string ToDisplayText(this Total total, DisplayLanguage language) => total switch
    {
        { Value: null } => language.Words.Stage["unpublished"],
        { Value: { Unit: Unit.Percent } rate } =>
            language.Numbers.WithQualifier(
                total.Qualifier, language.Words.Subject["percent", MoneyScale.FormatNumber(rate.WholeUnits, language)]),
        { Kind: TotalKind.Partial } =>
            $"{total.KnownPartCount}/{total.PartCount}: {language.Numbers.FormatScaled(total.Value.Value, total.Qualifier)}",
        _ => language.Numbers.FormatScaled(total.Value.Value, total.Qualifier),
    };

    /// <summary>On a bar there is room only for a sign before the number; the chart's heading explains the signs.</summary>
    public static string ToBarLabel(this MoneyScale scale, Total total) => total switch
    {
        { Value: null } => scale.Language.Words.Stage["unpublished"],
        // A partial sum must never pass for the whole: the number of known parts stands before it.
        { Kind: TotalKind.Partial } =>
            $"{total.KnownPartCount}/{total.PartCount}: {QualifierSign(total.Qualifier)}{scale.Format(total.Value.Value)}",
        _ => QualifierSign(total.Qualifier) + scale.Format(total.Value.Value),
    };

    public static ChartRow ToChartRow(
        this MoneyScale scale,
        string label,
        Total total,
        Quantity? comparable,
        bool isInFocus = false,
        DateTimeOffset? changedAt = null,
        string? key = null) =>
        comparable is { } value
            ? new(label, value.WholeUnits, scale.ToBarLabel(total), StateOf(total, isInFocus), changedAt, key)
            : new(label, null, scale.Language.Words.Stage["unpublished"], ChartRowState.Unpublished, changedAt, key);

    static ChartRowState StateOf(Total total, bool isInFocus) =>
        total.Kind == TotalKind.Partial ? ChartRowState.Partial : isInFocus ? ChartRowState.InFocus : ChartRowState.Plain;

    /// <summary>How the number was obtained; null if a source simply states it.</summary>
    public static string? SourceNote(this Total total, ReferenceData reference, DisplayLanguage language)
    {
        var note = total.Kind switch
        {
            TotalKind.Derived => language.Words.Stage["derived"],
            TotalKind.Partial when total.IsRolledUp =>
                language.Words.Stage["rolled-up-partly", PredecessorNames(total, reference, language)],
            _ when total.IsRolledUp && total.Predecessors.Length > 1 =>
                language.Words.Stage["rolled-up", PredecessorNames(total, reference, language)],
            TotalKind.Partial => language.Words.Stage["partial", total.KnownPartCount, total.PartCount],
            TotalKind.Summed => language.Words.Stage["summed", total.PartCount],
            _ => null,
        };
        return total.IsConverted ? note is null ? language.Words.Stage["converted"] : $"{note}, {language.Words.Stage["converted"]}" : note;
    }

    /// <summary>Explains the signs before inexact numbers, and the fraction before partial sums; null if there are none.</summary>
    public static string? QualifierLegend(IEnumerable<Total> totals, DisplayLanguage language)
    {
        var known = totals.Where(total => total.Value is not null).ToArray();
        var qualifiers = QualifierRules.All
            .Where(qualifier => qualifier != Qualifier.Exact && known.Any(total => total.Qualifier == qualifier))
            .Select(qualifier => $"{QualifierSign(qualifier)} {language.DisplayNames.ForQualifier(qualifier)}");
        var partial = known.FirstOrDefault(total => total.Kind == TotalKind.Partial) is { } example
            ? language.Words.Stage["partial-key", example.KnownPartCount, example.PartCount]
            : null;
        return string.Join(Separator, partial is null ? qualifiers : qualifiers.Append(partial)) is { Length: > 0 } signs ? signs : null;
    }

    /// <summary>"≈2,3 %".</summary>
    public static string ToDisplayText(this Share share, DisplayLanguage language) =>
        QualifierSign(share.IsExact ? Qualifier.Exact : Qualifier.About)
        + language.Words.Subject["percent", MoneyScale.FormatNumber(share.Percent, language)];

    public static string QualifierSign(Qualifier qualifier) => qualifier switch
    {
        Qualifier.Over => ">",
        Qualifier.Nearly => "<",
        Qualifier.About => "≈",
        _ => "",
    };

    static string PredecessorNames(Total total, ReferenceData reference, DisplayLanguage language) =>
        string.Join(", ", total.Predecessors.Select(code =>
            reference.FindProvince(code) is { } province ? language.DisplayNames.ForProvince(province) : code.ToString()));
}
