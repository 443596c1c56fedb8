namespace NgoDashboard.Language;

/// <summary>Registers options that are read from the settings, and checks all of them before the server listens.</summary>
public static class SettingsSetup
{
    /// <param name="read">Called once; throws a sentence for a person where a setting cannot be used.</param>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, Func<SettingsReader, TOptions> read)
        where TOptions : class => services
            .AddSingleton(provider => read(new(provider.GetRequiredService<IConfiguration>())))
            .AddSingleton(new SettingsCheck(provider => provider.GetRequiredService<TOptions>()));

    /// <summary>Reads all options now, because a wrong setting must neither leave a new database behind nor fail a later request.</summary>
    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static void CheckSettings(this IServiceProvider services)
    {
        foreach (var check in services.GetServices<SettingsCheck>())
            check.Read(services);
    }

    sealed record SettingsCheck(Action<IServiceProvider> Read);
}
