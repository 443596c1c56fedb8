using NgoDashboard.Files.ChildProcess;

namespace NgoDashboard.Files;

/// <summary>Reading of uploaded files in child processes, for composition.</summary>
public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FileReadingOptions>().BindConfiguration(FileReadingOptions.Section)
            .PostConfigure(options => options.ThrowIfInvalid())
            // Read when the server starts, so that a wrong setting ends the start and not the first upload.
            .ValidateOnStart();
        services.AddSingleton<UploadedFileReader>();
        return services;
    }
}
