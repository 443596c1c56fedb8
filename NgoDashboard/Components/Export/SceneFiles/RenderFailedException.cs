namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>There is no browser on this machine that could make a picture, or it did not.</summary>
/// <param name="cause">Null where there is none.</param>
public sealed class RenderFailedException(Exception? cause) : Exception("No picture was made.", cause);
