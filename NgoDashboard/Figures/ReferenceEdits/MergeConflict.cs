using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>A figure that both items of a merger state, and not alike: the desk says which of the two is shown.</summary>
/// <param name="Key">Of the item that remains.</param>
/// <param name="Remaining">Of the item that remains.</param>
/// <param name="Merged">Of the item that is merged into it.</param>
public sealed record MergeConflict(FigureKey Key, Statement Remaining, Statement Merged);
