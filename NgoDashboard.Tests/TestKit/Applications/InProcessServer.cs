using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>
/// The server inside the tests' own process, set as the meeting sets it and reached over the same port. What it runs is compiled
/// once for all of them, so it is there at once; whoever wants to kill a server takes a <see cref="ServerProcess"/>.
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

    /// <summary>On a thread of the pool: the test's own goes on.</summary>
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
            // What goes wrong in a circuit is told to the page's console, and so to the test, in full.
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
