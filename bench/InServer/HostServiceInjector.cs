using System.Diagnostics;

namespace NgoDashboard.Bench.InServer;

/// <summary>
/// Services that are put from outside into a server that runs as delivered: the startup hook listens for the event with which .NET's host
/// says that it is being built, and adds to what the program itself has registered.
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
