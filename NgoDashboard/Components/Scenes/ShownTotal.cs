using NgoDashboard.Components.Charts;
using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes;

/// <summary>How a total is told on the stage: its number with its qualifier, and the note of where it comes from.</summary>
public static class ShownTotal
{
    public const string Separator = " · ";

    /// <summary>In words and with its unit, where it stands in a text or a cell of its own.</summary>
    public static string Text(this Total total) => total switch
    {
        { Value: null } => Words.Stage["unpublished"],
        { Value: { Unit: Unit.Percent } rate } => Numbers.Qualified(total.Qualifier, Words.Subject["percent", MoneyScale.Number(rate.Whole)]),
        { Basis: Basis.Partial } => $"{total.Known}/{total.Of}: {Numbers.Scaled(total.Value.Value, total.Qualifier)}",
        _ => Numbers.Scaled(total.Value.Value, total.Qualifier),
    };

    /// <summary>On a bar there is room for a sign only; the chart's heading explains the signs.</summary>
    public static string Label(this MoneyScale scale, Total total) => total switch
    {
        { Value: null } => Words.Stage["unpublished"],
        // A part must never pass for the whole: how much of it is known stands before the number.
        { Basis: Basis.Partial } => $"{total.Known}/{total.Of}: {Sign(total.Qualifier)}{scale.Text(total.Value.Value)}",
        _ => Sign(total.Qualifier) + scale.Text(total.Value.Value),
    };

    public static ChartRow Row(
        this MoneyScale scale, string label, Total total, Quantity? comparable, bool isNow = false, DateTimeOffset? changedAt = null, string? key = null) =>
        comparable is { } value
            ? new(label, value.Whole, scale.Label(total), total.Basis == Basis.Partial ? RowState.Partial : isNow ? RowState.Now : RowState.Plain, changedAt, key)
            : new(label, null, Words.Stage["unpublished"], RowState.None, changedAt, key);

    /// <summary>By what right the number stands there; null where a source simply says it.</summary>
    public static string? Note(this Total total, Reference reference)
    {
        var note = total.Basis switch
        {
            Basis.Derived => Words.Stage["derived"],
            Basis.Partial when total.IsRolledUp => Words.Stage["rolled-up-partly", Predecessors(total, reference)],
            _ when total.IsRolledUp && total.Predecessors.Length > 1 => Words.Stage["rolled-up", Predecessors(total, reference)],
            Basis.Partial => Words.Stage["partial", total.Known, total.Of],
            Basis.Summed => Words.Stage["summed", total.Of],
            _ => null,
        };
        return total.IsConverted ? note is null ? Words.Stage["converted"] : $"{note}, {Words.Stage["converted"]}" : note;
    }

    /// <summary>What the signs before inexact numbers mean, and the fraction before partial ones; null where there are none.</summary>
    public static string? Signs(IEnumerable<Total> totals)
    {
        var known = totals.Where(total => total.Value is not null).ToArray();
        var qualifiers = known.Select(total => total.Qualifier).Where(qualifier => qualifier != Qualifier.Exact).Distinct().Order()
            .Select(qualifier => $"{Sign(qualifier)} {Names.Of(qualifier)}");
        var partial = known.FirstOrDefault(total => total.Basis == Basis.Partial) is { } some ? Words.Stage["partial-key", some.Known, some.Of] : null;
        return string.Join(Separator, partial is null ? qualifiers : qualifiers.Append(partial)) is { Length: > 0 } signs ? signs : null;
    }

    /// <summary>"≈2,3 %".</summary>
    public static string Text(this Share share) =>
        Sign(share.IsExact ? Qualifier.Exact : Qualifier.About) + Words.Subject["percent", MoneyScale.Number(share.Percent)];

    public static string Sign(Qualifier qualifier) => qualifier switch
    {
        Qualifier.Over => ">",
        Qualifier.Nearly => "<",
        Qualifier.About => "≈",
        _ => "",
    };

    static string Predecessors(Total total, Reference reference) =>
        string.Join(", ", total.Predecessors.Select(code => reference.Province(code) is { } province ? Names.Of(province) : code.ToString()));
}
