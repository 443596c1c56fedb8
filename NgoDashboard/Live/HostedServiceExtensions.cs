namespace NgoDashboard.Live;

/// <summary>Registers services that are started with the host and that other classes use too.</summary>
public static class HostedServiceExtensions
{
    public static void AddHostedSingleton<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
