using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NgoDashboard.Access.SignIn;
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
        services.AddHostedService<AcceptWatchdog>();
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
                context.Response.SetRetryAfter(RetryAfter);
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
        kestrel.MaxConcurrentUpgradedConnections = limits.UpgradedConnections;
    }

    /// <summary>From the limit of open files, and the operator's own.</summary>
    /// <exception cref="InvalidSettingException">With them there can be no server.</exception>
    static ConnectionLimits ReadLimits(IConfiguration configuration)
    {
        var (files, open, setting) = (DescriptorLimit.RaiseToHardLimit(), DescriptorLimit.OpenCount, configuration[ConnectionLimits.ConnectionsSetting]);
        return ConnectionLimits.Create(files, open, setting, out var problem)
            ?? throw InvalidSettingException.For(() => problem == "bad-limit"
                ? Words.Access["bad-limit", setting, ConnectionLimits.MinConnections]
                : Words.Access["too-few-files", files, open]);
    }

    /// <summary>What the machine can carry is told before the meeting, and not by it.</summary>
    public static void PrintLimits(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var limits = app.Services.GetRequiredService<OpenConnections>().Limits;
        Console.Out.WriteLine(Languages.RunInLanguage(Languages.Vietnamese, () => Words.Access["limits", limits.MaxScreens, limits.Connections]));
    });
}
