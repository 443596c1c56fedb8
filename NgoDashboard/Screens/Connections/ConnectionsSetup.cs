using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Language;

namespace NgoDashboard.Screens.Connections;

/// <summary>Registers and applies the connection limits.</summary>
public static class ConnectionsSetup
{
    /// <summary>Among thousands of screens, some disconnect within this time.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddConnectionLimits(this IServiceCollection services)
    {
        services.AddSettings(LimitOptions.FromSettings);
        services.AddSingleton(provider => new OpenConnections(new(() => CreateLimits(provider.GetRequiredService<LimitOptions>()))));
        services.AddSingleton(provider => new SocketTransportFactory(
            provider.GetRequiredService<IOptions<SocketTransportOptions>>(), provider.GetRequiredService<ILoggerFactory>()));
        // Kestrel uses the last registered factory that can bind the end point.
        services.AddSingleton<IConnectionListenerFactory, BoundedTransport>();
        services.AddHostedService<AcceptWatchdog>();
        return services;
    }

    /// <summary>Answers 503 to a WebSocket over the limit, before Kestrel throws; the client then tries its next transport.</summary>
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
    /// Call after everything else is open and before the server listens, because the loaded assemblies alone are some hundred open files.
    /// </summary>
    public static void SetConnectionLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<OpenConnections>().Limits;
        var kestrel = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        kestrel.MaxConcurrentConnections = limits.Connections;
        kestrel.MaxConcurrentUpgradedConnections = limits.UpgradedConnections;
    }

    /// <exception cref="InvalidSettingException">The limit of open files is too low.</exception>
    static ConnectionLimits CreateLimits(LimitOptions options)
    {
        var (files, open) = (DescriptorLimit.RaiseToHardLimit(), DescriptorLimit.OpenCount);
        return ConnectionLimits.Create(files, open, options.MaxConnections)
            ?? throw InvalidSettingException.For(language => language.Words.Access["too-few-files", files, open]);
    }

    /// <summary>Prints the capacity at startup, so that the administrator learns it before the meeting.</summary>
    public static void PrintLimits(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var limits = app.Services.GetRequiredService<OpenConnections>().Limits;
        Console.Out.WriteLine(DisplayLanguage.Vietnamese.Words.Access["limits", limits.MaxScreens, limits.Connections]);
    });
}
