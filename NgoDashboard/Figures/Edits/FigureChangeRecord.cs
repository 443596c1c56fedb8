using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>One line of the record: a change as it was written.</summary>
/// <param name="Actor">Null where the name was removed from the journal.</param>
/// <param name="After">Null where a take was taken back and nothing had been stated before it.</param>
public sealed record FigureChangeRecord(
    long Version, DateTimeOffset OccurredAt, string? Actor, FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity? After,
    Qualifier QualifierAfter, string Reason, bool IsCorrection = false)
{
    /// <summary>Where the new value is from; null where there is none.</summary>
    public Source? Source { get; init; }

    /// <summary>The version that this change took back, or put on air again.</summary>
    public long? UndoesVersion { get; init; }
}
