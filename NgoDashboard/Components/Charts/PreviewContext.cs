using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Components.Charts;

/// <summary>
/// Cascaded to everything inside a preview of the stage on another page; null on a screen. In a preview every number carries its figure
/// key, so that the desk can open the figure; a frame leaves the keys out, because a screen has no use for them.
/// </summary>
/// <param name="Id">Makes element ids unique among the previews of one page.</param>
public sealed record PreviewContext(string Id)
{
    public string ElementId(string id) => $"{Id}-{id}";

    public string? FigureAttribute(FigureKey? key) => key?.ToKeyString();
}
