using NgoDashboard.Files.ChildProcess;

namespace NgoDashboard.Files;

/// <summary>Reading of uploaded files in child processes, for composition.</summary>
public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FileReadingOptions>().BindConfiguration(FileReadingOptions.Section)
            .Validate(options => options.IsValid, FileReadingOptions.Rule)
            .ValidateOnStart();
        services.AddSingleton<UploadedFileReader>();
        return services;
    }
}
