using NgoDashboard.Language;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>The browser that makes pictures and PDF: the setting Browser__Path.</summary>
/// <param name="ExecutablePath">Null if none is installed or the setting is empty.</param>
public sealed record BrowserOptions(string? ExecutablePath)
{
    /// <exception cref="InvalidSettingException">The named browser cannot be executed.</exception>
    public static BrowserOptions FromSettings(SettingsReader settings) => new(InstalledBrowsers.FindExecutable(settings));
}
