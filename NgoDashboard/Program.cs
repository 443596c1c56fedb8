using Microsoft.AspNetCore.Http.HttpResults;
using MudBlazor.Services;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Api;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.Pages;
using NgoDashboard.Cli;
using NgoDashboard.Components;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Figures.Rehearsal;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Language;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Operations;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Connections;
using NgoDashboard.Screens.Hubs;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Storage.Reference;

// First and without a host: an uploaded file is parsed by another process of this program, which should start fast.
if (args is [ReadFileCommand.Name, ..])
    return ReadFileCommand.Run(args);

UnixSystem.CreateFilesForThisAccountOnly();
var builder = WebApplication.CreateBuilder(args);
var services = builder.Services;
var isRehearsal = args.Contains("--rehearsal");

// These commands build no server, because one may be running on the database.
if (args is [BackupCommand.Name, ..])
    return BackupCommand.Run(args, builder.Configuration, TimeProvider.System, Console.Out);
if (args is [RestoreCommand.Name, ..])
    return RestoreCommand.Run(args, builder.Configuration, TimeProvider.System, Console.Out);
if (args is [VerifyCommand.Name, ..])
    return VerifyCommand.Run(StoragePath.Resolve(builder.Configuration, isRehearsal), Console.Out);

// A build outside Development needs this to find its assets; in published output it does nothing.
builder.WebHost.UseStaticWebAssets();
builder.WebHost.UseSockets(options =>
{
    // Thousands of screens reconnect within seconds; a longer accept queue keeps them from being refused and retrying.
    options.Backlog = 4096;
    // Run socket continuations inline: no handler blocks, so a thread-pool hop for each send would only cost time.
    options.UnsafePreferInlineScheduling = true;
});
if (!builder.Environment.IsDevelopment())
    builder.Environment.WebRootFileProvider = new InMemoryFileProvider(builder.Environment.WebRootFileProvider);
if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

// The reason why the server does not start is printed below as a sentence, so the host does not log it with a stack trace.
var isStarting = true;
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => !isStarting && level >= LogLevel.Information);

services.AddSingleton(TimeProvider.System);
services.AddSingleton(provider => new Database(
    StoragePath.Resolve(builder.Configuration, isRehearsal),
    new(BeginsAnew: args.Contains("--begin-anew")) { Time = provider.GetRequiredService<TimeProvider>() }));
services.AddHostedService<DatabaseMaintenance>();
services.AddSingleton<JournalStore>();
services.AddSingleton<KeyStore>();
services.AddSingleton(provider => BriefingStart.LoadOrCreate(
    provider.GetRequiredService<JournalStore>(),
    () => isRehearsal ? RehearsalFigures.Generate(DataFolder.LoadReferenceAndFigures()) : DataFolder.LoadReferenceAndFigures(),
    isRehearsal,
    provider.GetRequiredService<TimeProvider>()));
services.AddSingleton<ClockWatch>();
services.AddHostedService(provider => provider.GetRequiredService<ClockWatch>());
services.AddSingleton<DraftStore>();
services.AddSingleton<Drafts>();
services.AddSingleton<Approvals>();
services.AddSingleton<Desk>();
services.AddSingleton<AgendaStore>();
services.AddSingleton<Agenda>();
services.AddSingleton<Rotation>();
services.AddSingleton<PointStore>();
services.AddSingleton<Points>();
services.AddSingleton<SubmissionLimits>();
services.AddSingleton<AmendmentStore>();
services.AddSingleton<AttachmentFolder>();
services.AddSingleton<Amendments>();
services.AddSingleton<ReportStore>();
services.AddSingleton<ReportFolder>();
services.AddSingleton<ReportImporter>();
services.AddSingleton<ProposalStore>();
services.AddSingleton<Proposals>();
services.AddSingleton<SpeakingQueueStore>();
services.AddSingleton<SpeakingQueue>();
services.AddSingleton<ConnectedScreens>();
services.AddSingleton<RollCallView>();
services.AddSingleton<DeliveryStats>();
services.AddSingleton<SettingStore>();
services.AddSingleton<RollCallBadgeSetting>();
services.AddSingleton<AttendanceStore>();
services.AddSingleton<AttendanceRecorder>();
services.AddHostedService(provider => provider.GetRequiredService<AttendanceRecorder>());
services.AddSingleton<RecordReader>();
services.AddSingleton(provider =>
{
    var database = provider.GetRequiredService<Database>();
    var options = BackupOptions.From(builder.Configuration, database.Path);
    return new BackupSchedule(
        options,
        database,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<BackupSchedule>>());
});
services.AddHostedService(provider => provider.GetRequiredService<BackupSchedule>());
services.AddSingleton(provider => new ProtectionKeyRepository(
    provider.GetRequiredService<ProtectionKeyStore>(),
    ProtectionCertificate.Load(builder.Configuration),
    args.Contains(ProtectionKeyRepository.WithoutCertificateOption)));
services.AddScreens();
services.AddHostedService<ClockChangeSender>();
services.AddConnectionLimits();
services.AddRazorComponents().AddInteractiveServerComponents(options =>
    // Total over all keys. KeyCircuits limits each key, so that disconnected circuits of one key do not evict those of others.
    options.DisconnectedCircuitMaxRetained = 500)
    // The page treats the connection as lost after three intervals, see NgoDashboard.lib.module.js.
    .AddHubOptions(options => options.KeepAliveInterval = TimeSpan.FromSeconds(4));
services.AddMudServices(options =>
{
    // Bottom left, over the end of the agenda, where there are no input fields.
    options.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomLeft;
    options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
    options.SnackbarConfiguration.NewestOnTop = true;
    // No transitions or transparency, because a half-faded text cannot be read.
    options.SnackbarConfiguration.ShowTransitionDuration = 0;
    options.SnackbarConfiguration.HideTransitionDuration = 0;
    options.SnackbarConfiguration.MaximumOpacity = 100;
});
services.AddSingleton(provider => provider.GetRequiredService<LiveBriefing>().Current.Snapshot.Reference);
services.AddAccess<SignInPage>();
services.AddApi();
services.AddPointSheets();
services.AddSceneFiles();
services.AddStaticAssetUrls();

var app = builder.Build();
try
{
    app.Services.GetRequiredService<AccessOptions>();
    if (args is [ImportCommand.Name, ..])
        return await ImportCommand.Run(args, app, Console.Out);
    app.Services.GetRequiredService<LiveBriefing>();
    // Load the keys before the first request.
    app.Services.GetRequiredService<Keyring>();
    app.SetConnectionLimits();
    // Fail now, and not at the first request, if the settings or the data protection keys are wrong.
    app.Services.GetRequiredService<ProtectionKeyRepository>();
    app.Services.GetRequiredService<BackupSchedule>();
}
catch (Exception broken) when (ExplainFailure(broken) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}

app.UseConnectionLimits();
app.UsePublicAddress();
app.UseLanguage();
app.UseRefusedRequests();
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    ExceptionHandler = context => CreateProblem(context).ExecuteAsync(context),
    StatusCodeSelector = broken => ClientErrors.StatusCodeFor(broken)
        ?? (broken is StorageException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError),
    SuppressDiagnosticsCallback = handled => ClientErrors.StatusCodeFor(handled.Exception) is not null,
});
app.UseStatusCodePages(status => CreateProblem(status.HttpContext).ExecuteAsync(status.HttpContext));
app.UseAccess(Watchdog.ScriptHash, Watchdog.StyleHash);
app.UseRateLimiter();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapFontStylesheet();
app.MapAccess();
app.MapApi().MapSceneFiles();
app.MapScreens(Policies.Screen);
app.MapRecordPage();
app.MapScenesPage();
app.MapPointSheets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireKeyForCircuits();
app.PrintStartupLinks(
    args,
    label => app.Services.GetRequiredService<KeyIssuer>().IssueDeskKeyAtConsole(label),
    name => app.Services.GetRequiredService<Points>().FindOrAdd(name, null).Id);
app.PrintLimits();
app.MapGet("/", (HttpContext context) => Results.Redirect(context.User.Role is { } role ? Roles.StartPageFor(role) : SignInUrls.Path));
try
{
    await app.StartAsync();
    isStarting = false;
}
catch (Exception broken) when (ExplainFailure(broken) is { } sentence)
{
    await app.DisposeAsync();
    Console.Error.WriteLine(sentence);
    return 1;
}

await app.WaitForShutdownAsync();
await app.DisposeAsync();
return Environment.ExitCode;

string? ExplainFailure(Exception broken) => StartupErrors.Explain(broken, app.Configuration[WebHostDefaults.ServerUrlsKey]);

// Browsers get a page, API clients problem details.
static IResult CreateProblem(HttpContext context) =>
    context.Request.Path.StartsWithSegments("/api")
        ? Results.Problem(statusCode: context.Response.StatusCode)
        : new RazorComponentResult<ProblemPage>(new { Status = context.Response.StatusCode }) { StatusCode = context.Response.StatusCode };

/// <summary>Public for the tests, which start the whole application.</summary>
public partial class Program;
