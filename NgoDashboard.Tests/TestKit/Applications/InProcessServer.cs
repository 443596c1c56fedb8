using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>
/// The server inside the test process, with the settings of production and a real port. Its code is compiled once for all tests, so that it
/// starts quickly; a test that kills the server needs a <see cref="ServerProcess"/>.
/// </summary>
sealed class InProcessServer : BriefingServer
{
    readonly KestrelTestApplication app = new();

    InProcessServer()
    {
        app.UseKestrel(0);
        app.StartServer();
    }

    public override string Address => app.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    public override string DatabasePath => Path.Combine(app.Folder, "briefing.db");

    public override string Output => string.Join('\n', app.Log.Lines);

    /// <summary>Starts on a thread of the pool, because starting blocks.</summary>
    public static Task<InProcessServer> Start() => Task.Run(() => new InProcessServer(), TestContext.Current.CancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await app.DisposeAsync();
    }

    sealed class KestrelTestApplication : TestApplication
    {
        public LogCollector Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseEnvironment("Production");
            // Exceptions of a circuit are written to the page's console in full, where the test reads them.
            builder.UseSetting(WebHostDefaults.DetailedErrorsKey, "true");
            builder.ConfigureLogging(logging => logging.AddProvider(Log));
        }
    }

    sealed class LogCollector : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
