using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace NgoDashboard.Screens.Connections;

/// <summary>
/// A second Kestrel server on a loopback port that answers only <c>/health/live</c>, so that <see cref="AcceptWatchdog"/> can probe whether
/// the process still accepts connections, without waiting in the accept queue of the screens.
/// </summary>
sealed class LivenessListener : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    readonly KestrelServer server;

    LivenessListener(IServiceProvider services)
    {
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        options.Listen(IPAddress.Loopback, 0);
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        server = new(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    public static async Task<LivenessListener> Start(IServiceProvider services)
    {
        var listener = new LivenessListener(services);
        await listener.server.StartAsync(listener, CancellationToken.None);
        var address = new Uri(listener.server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        listener.Address = new(IPAddress.Loopback, address.Port);
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true));
        server.Dispose();
    }

    IFeatureCollection IHttpApplication<IFeatureCollection>.CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    async Task IHttpApplication<IFeatureCollection>.ProcessRequestAsync(IFeatureCollection context)
    {
        var isLive = context.Get<IHttpRequestFeature>()!.Path == AcceptWatchdog.LivePath;
        context.Get<IHttpResponseFeature>()!.StatusCode = isLive ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        if (isLive)
            await context.Get<IHttpResponseBodyFeature>()!.Writer.WriteAsync("live"u8.ToArray());
    }

    void IHttpApplication<IFeatureCollection>.DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }
}
