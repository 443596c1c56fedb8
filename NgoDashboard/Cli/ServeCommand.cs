using System.CommandLine;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Api;
using NgoDashboard.Api.Http;
using NgoDashboard.Components;
using NgoDashboard.Components.Localization;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Files;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.Operations;
using NgoDashboard.Live.State;
using NgoDashboard.Screens;
using NgoDashboard.Screens.Connections;
using NgoDashboard.Storage;

namespace NgoDashboard.Cli;

/// <summary>The server of the meeting: what the program does without a command.</summary>
static class ServeCommand
{
    public static Option<bool> NewDeskKeyOption { get; } = new(StartupLinks.NewDeskKeyOption);

    public static Option<bool> BeginAnewOption { get; } = new("--begin-anew");

    public static Option<bool> WithoutCertificateOption { get; } = new(ProtectionKeyRepository.WithoutCertificateOption);

    /// <returns>0 after an orderly end, 1 where it does not start, 3 where it ended because no connection was accepted any more.</returns>
    public static async Task<int> Run(ParseResult arguments, TextWriter errors)
    {
        // Why the server does not start is explained in a sentence below, and not a second time by the host with a stack trace.
        var isStarting = true;
        WebApplication? app = null;
        try
        {
            var builder = CreateBuilder(arguments);
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => !isStarting && level >= LogLevel.Information);
            app = builder.Build();
            OpenMeeting(app);
        }
        catch (Exception broken) when (Explain(broken, app) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }

        UseMiddleware(app);
        app.MapEndpoints();
        app.PrintStartupLinks(
            arguments.GetValue(NewDeskKeyOption),
            label => app.Services.GetRequiredService<KeyIssuer>().IssueDeskKeyAtConsole(label),
            name => app.Services.GetRequiredService<Points>().FindOrAdd(name, null).Id);
        app.PrintLimits();
        try
        {
            await app.StartAsync();
            isStarting = false;
        }
        catch (Exception broken) when (Explain(broken, app) is { } sentence)
        {
            await app.DisposeAsync();
            await errors.WriteLineAsync(sentence);
            return 1;
        }

        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        return Environment.ExitCode;
    }

    /// <summary>The host with all its services, also for a command that works on the database without a server.</summary>
    /// <exception cref="InvalidSettingException">A setting that the framework reads while the host is built is wrong.</exception>
    public static WebApplicationBuilder CreateBuilder(ParseResult arguments)
    {
        var builder = WebApplication.CreateBuilder([.. arguments.UnmatchedTokens]);
        // Run from a build, outside of Development, the assets still lie where they were built; published, this does nothing.
        builder.WebHost.UseStaticWebAssets();
        builder.UseScreenTransport();
        LogLevelSettings.Check(builder.Configuration);
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
            builder.WebHost.UseUrls("http://localhost:5080");
        builder.Services
            .AddStorage(CommandLine.ResolveDatabase(builder.Configuration, arguments), arguments.GetValue(BeginAnewOption))
            .AddFiles()
            .AddLive(arguments.GetValue(CommandLine.RehearsalOption))
            .AddScreens()
            .AddComponents()
            .AddAccess<SignInPage>(arguments.GetValue(WithoutCertificateOption))
            .AddApi();
        return builder;
    }

    /// <summary>Everything that can refuse the start does so before the server listens: settings, the database, keys, backups.</summary>
    static void OpenMeeting(WebApplication app)
    {
        app.Services.CheckSettings();
        app.Services.GetRequiredService<LiveBriefing>();
        // Who may write is known before the first request.
        app.Services.GetRequiredService<Keyring>();
        app.SetConnectionLimits();
        app.Services.GetRequiredService<ProtectionKeyRepository>();
        app.Services.GetRequiredService<BackupSchedule>();
    }

    /// <summary>In this order: limits, where a request comes from, its language, caching, failures, who is asking.</summary>
    static void UseMiddleware(WebApplication app)
    {
        app.UseConnectionLimits();
        app.UsePublicAddress();
        app.UseLanguage();
        app.UseAmbientLanguage();
        app.UseRefusedRequests();
        app.UseUncachedApi();
        app.UseErrorPages();
        app.UseAccess(Watchdog.ScriptHash, Watchdog.StyleHash);
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    /// <summary>Why neither the server nor a command that needs its services starts; null for a mistake of the program.</summary>
    /// <param name="app">Null if it could not even be built.</param>
    public static string? Explain(Exception broken, WebApplication? app) =>
        StartupErrors.Explain(broken, app?.Configuration[WebHostDefaults.ServerUrlsKey]);
}
