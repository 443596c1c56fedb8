using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Language;

namespace NgoDashboard.Files;

/// <summary>Reading of uploaded files in child processes, for composition.</summary>
public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSettings(FileReadingOptions.FromSettings);
        services.AddSingleton<UploadedFileReader>();
        return services;
    }
}
