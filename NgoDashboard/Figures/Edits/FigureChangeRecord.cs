using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>A change of one figure as the journal holds it: one line of the meeting's record.</summary>
/// <param name="Actor">Null if the name was removed from the journal.</param>
/// <param name="After">Null if a take was undone before which nothing was stated.</param>
public sealed record FigureChangeRecord(
    long Version, DateTimeOffset OccurredAt, string? Actor, FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity? After,
    Qualifier QualifierAfter, string Reason, bool IsCorrection = false)
{
    /// <summary>The source of the new value; null without one.</summary>
    public Source? Source { get; init; }

    /// <summary>The version that this change undid or redid; null for an ordinary change.</summary>
    public long? UndoesVersion { get; init; }
}
