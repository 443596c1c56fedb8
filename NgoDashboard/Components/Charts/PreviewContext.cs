using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Components.Charts;

/// <summary>
/// That this is a picture of the stage on another page, cascaded to all that is drawn in it; on a screen there is none. In a
/// preview every number says which figure it is, for the desk to open; a frame does not carry what a screen has no use for.
/// </summary>
/// <param name="Id">Tells the previews of one page apart.</param>
public sealed record PreviewContext(string Id)
{
    public string ElementId(string id) => $"{Id}-{id}";

    public string? FigureAttribute(FigureKey? key) => key?.ToKeyString();
}
