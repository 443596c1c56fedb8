using System.Diagnostics;

namespace NgoDashboard.Bench.InServer;

/// <summary>
/// Adds services to an unmodified server from outside: the startup hook subscribes to the DiagnosticListener event "HostBuilding" of .NET's
/// host and registers services after those of the program.
/// </summary>
sealed class HostServiceInjector(Action<IServiceCollection> add) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public static void AddToNextHost(Action<IServiceCollection> add) => DiagnosticListener.AllListeners.Subscribe(new HostServiceInjector(add));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
            builder.ConfigureServices(add);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
