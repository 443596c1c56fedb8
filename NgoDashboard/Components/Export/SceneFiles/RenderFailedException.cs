namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>This machine has no browser, or the browser failed to render.</summary>
/// <param name="cause">Null if there is no browser.</param>
public sealed class RenderFailedException(Exception? cause) : Exception("No picture was made.", cause);
