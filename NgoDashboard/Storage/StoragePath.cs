using NgoDashboard.Language;

namespace NgoDashboard.Storage;

/// <summary>
/// The path of the database: the setting Storage__Path, else a file in the user's data folder; a rehearsal has a file of its own.
/// </summary>
public static class StoragePath
{
    public static string Resolve(SettingsReader settings, bool isRehearsal)
    {
        var path = settings.ReadExactText("Storage__Path") ?? Path.Combine(UserData(), "NgoDashboard", "briefing.db");
        return isRehearsal ? Path.ChangeExtension(path, null) + "-rehearsal" + Path.GetExtension(path) : path;
    }

    // The data folder is empty for a service account without a home; the program's own folder is at least the same at the next start.
    static string UserData() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create) is
        { Length: > 0 } folder
            ? folder
            : AppContext.BaseDirectory;
}
