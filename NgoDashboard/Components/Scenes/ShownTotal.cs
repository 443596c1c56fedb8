using NgoDashboard.Components.Charts;
using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes;

/// <summary>How a total is told on the stage: its number with its qualifier, and the note of where it comes from.</summary>
public static class ShownTotal
{
    /// <summary>On a bar there is room for a sign only; the chart's heading explains the signs.</summary>
    public static string Label(this MoneyScale scale, Total total) =>
        total.Value is { } value ? Sign(total.Qualifier) + scale.Text(value) : Words.Stage["unpublished"];

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
            _ when total.IsRolledUp && total.Predecessors.Length > 1 => Words.Stage["rolled-up", Predecessors(total, reference)],
            Basis.Partial => Words.Stage["partial", total.Known, total.Of],
            Basis.Summed => Words.Stage["summed", total.Of],
            _ => null,
        };
        return total.IsConverted ? note is null ? Words.Stage["converted"] : $"{note}, {Words.Stage["converted"]}" : note;
    }

    /// <summary>Whether any row needs the signs explained.</summary>
    public static bool HasSigns(IEnumerable<Total> totals) => totals.Any(total => total is { Value: not null, Qualifier: not Qualifier.Exact });

    static string Sign(Qualifier qualifier) => qualifier switch
    {
        Qualifier.Over => ">",
        Qualifier.Nearly => "<",
        Qualifier.About => "≈",
        _ => "",
    };

    static string Predecessors(Total total, Reference reference) =>
        string.Join(", ", total.Predecessors.Select(code => Names.Of(code, reference)));
}
