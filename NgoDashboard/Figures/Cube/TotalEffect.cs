namespace NgoDashboard.Figures.Cube;

/// <summary>A total before and after a change of something else.</summary>
public sealed record TotalEffect(FigureKey Key, Total Before, Total After);
