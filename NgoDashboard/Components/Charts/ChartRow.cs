using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Components.Charts;

/// <summary>How a row is drawn. Colour carries meaning only.</summary>
public enum ChartRowState
{
    Plain,

    /// <summary>The year or sector that the scene is about.</summary>
    InFocus,

    /// <summary>The sum of some of its parts.</summary>
    Partial,

    /// <summary>What the published parts leave of the published whole.</summary>
    Remainder,

    /// <summary>Not published: drawn as a gap, never as 0.</summary>
    Unpublished,
}

/// <summary>One row of a chart's table.</summary>
/// <param name="Value">In whole units of the chart, for the geometry only; null for a row without a bar.</param>
/// <param name="DisplayText">The label on the bar and the text of the table cell, word for word.</param>
/// <param name="Level">On a map: the class, 1 being the lowest; 0 for none.</param>
/// <param name="Rank">In a ranking: the place, drawn before the label.</param>
/// <param name="Figure">The figure that the row shows; null if there is no single one.</param>
public sealed record ChartRow(
    string Label,
    decimal? Value,
    string DisplayText,
    ChartRowState State = ChartRowState.Plain,
    DateTimeOffset? ChangedAt = null,
    string? Key = null,
    int Level = 0,
    int? Rank = null,
    FigureKey? Figure = null)
{
    public string? CssClass => State switch
    {
        ChartRowState.InFocus => "now",
        ChartRowState.Partial => "part",
        ChartRowState.Remainder => "rest",
        ChartRowState.Unpublished => "none",
        _ => null,
    };
}

/// <summary>The kinds of picture that the custom element draws.</summary>
public enum ChartKind
{
    [Code("columns")] Columns,
    [Code("bars")] Bars,
    [Code("map")] Map,
}
