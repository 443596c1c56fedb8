using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Components.Export.PointSheets;

/// <summary>A bridge point with the link that signs its screen in.</summary>
public sealed record PointSheet(Point Point, string Link);
