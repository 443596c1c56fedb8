using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>The application behind a proxy: each request says in a header from which address its connection comes.</summary>
sealed class ProxiedTestApplication(params (string Name, string Value)[] settings) : TestApplication
{
    const string RemoteAddressHeader = "Test-Connection-From";

    /// <summary>Messages that the program has logged as warnings.</summary>
    public ConcurrentQueue<string> Warnings { get; } = new();

    /// <param name="connection">The address from which the connection comes: that of the client, or of a proxy.</param>
    /// <param name="forwardedFor">The client's address that the proxy forwards.</param>
    public HttpClient CreateClientFrom(string connection, string? forwardedFor = null, string? proto = null, string? key = null)
    {
        var client = key is null ? CreateAnonymousClient() : CreateClientWithKey(key);
        client.DefaultRequestHeaders.Add(RemoteAddressHeader, connection);
        if (forwardedFor is not null)
            client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        if (proto is not null)
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", proto);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        foreach (var (name, value) in settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.AddProvider(new WarningCollector(Warnings)));
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, RemoteAddressFilter>());
    }

    sealed class RemoteAddressFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Headers[RemoteAddressHeader] is [{ } from])
                    context.Connection.RemoteIpAddress = IPAddress.Parse(from);
                return rest(context);
            });
            next(app);
        };
    }

    sealed class WarningCollector(ConcurrentQueue<string> warnings) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                warnings.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
