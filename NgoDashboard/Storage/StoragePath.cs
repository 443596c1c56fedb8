namespace NgoDashboard.Storage;

/// <summary>Where the database is: the setting Storage:Path, else the user's data folder; a rehearsal has one of its own.</summary>
public static class StoragePath
{
    public static string Resolve(IConfiguration configuration, bool isRehearsal)
    {
        var path = configuration["Storage:Path"] is { Length: > 0 } set ? set : Path.Combine(UserData(), "NgoDashboard", "briefing.db");
        return isRehearsal ? Path.ChangeExtension(path, null) + "-rehearsal" + Path.GetExtension(path) : path;
    }

    // Empty for a service account without a home: then beside the program, which is at least found again.
    static string UserData() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create) is { Length: > 0 } folder
            ? folder
            : AppContext.BaseDirectory;
}
