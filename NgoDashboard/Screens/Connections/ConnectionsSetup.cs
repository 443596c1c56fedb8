using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NgoDashboard.Access;
using NgoDashboard.Language;

namespace NgoDashboard.Screens.Connections;

/// <summary>The bound of the connections, for composition.</summary>
public static class ConnectionsSetup
{
    /// <summary>In about this time some screen of thousands has gone, or come back by another way.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddConnectionLimits(this IServiceCollection services)
    {
        services.AddSingleton(provider => new OpenConnections(new(() => ReadLimits(provider.GetRequiredService<IConfiguration>()))));
        services.AddSingleton(provider => new SocketTransportFactory(
            provider.GetRequiredService<IOptions<SocketTransportOptions>>(), provider.GetRequiredService<ILoggerFactory>()));
        // Kestrel takes the last one that can bind an address.
        services.AddSingleton<IConnectionListenerFactory, BoundedTransport>();
        services.AddHostedService<AcceptWatch>();
        return services;
    }

    /// <summary>A WebSocket too many is told so, before Kestrel throws at it; the page's next way is tried by itself.</summary>
    public static void UseConnectionLimits(this IApplicationBuilder app)
    {
        var connections = app.ApplicationServices.GetRequiredService<OpenConnections>();
        app.Use(async (context, next) =>
        {
            if (!context.Request.Headers.ContainsKey(HeaderNames.Upgrade) && !HttpMethods.IsConnect(context.Request.Method))
            {
                await next(context);
                return;
            }

            if (!connections.TryUpgrade())
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.WaitBeforeNext(RetryAfter);
                return;
            }

            try
            {
                await next(context);
            }
            finally
            {
                connections.EndUpgrade();
            }
        });
    }

    /// <summary>
    /// Before the server listens, and after everything else is open: the assemblies alone, which are loaded little by little, are some
    /// hundred of the system's open files.
    /// </summary>
    public static void SetConnectionLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<OpenConnections>().Limits;
        var kestrel = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        kestrel.MaxConcurrentConnections = limits.Connections;
        kestrel.MaxConcurrentUpgradedConnections = limits.Upgraded;
    }

    /// <summary>From the limit of open files, and the operator's own.</summary>
    /// <exception cref="SettingException">With them there can be no server.</exception>
    static ConnectionLimits ReadLimits(IConfiguration configuration)
    {
        var (files, open, setting) = (DescriptorLimit.Raise(), DescriptorLimit.Open, configuration[ConnectionLimits.Setting]);
        return ConnectionLimits.Create(files, open, setting, out var problem)
            ?? throw SettingException.For(() => problem == "bad-limit"
                ? Words.Access["bad-limit", setting, ConnectionLimits.Fewest]
                : Words.Access["too-few-files", files, open]);
    }

    /// <summary>What the machine can carry is told before the meeting, and not by it.</summary>
    public static void PrintLimits(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var limits = app.Services.GetRequiredService<OpenConnections>().Limits;
        Console.Out.WriteLine(Languages.In(Languages.Vietnamese, () => Words.Access["limits", limits.Screens, limits.Connections]));
    });
}
