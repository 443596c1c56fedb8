using System.Globalization;
using NgoDashboard.Components.Localization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Bench.Servers;

/// <summary>
/// The contender with circuits: the same scene with a Blazor circuit for each viewer, on the application's own figures, desk and journal.
/// One interactive page with Blazor's defaults. <c>PUT /edit?value=N</c> makes the same edit without the work of the API.
/// </summary>
static class CircuitServer
{
    public static async Task Run(int port, string database)
    {
        AmbientLanguage.Set(DisplayLanguage.Vietnamese);
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(port)).UseSockets(options => options.Backlog = 4096);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(database));
        services.AddSingleton(provider => provider.GetRequiredService<Database>().Keys);
        services.AddSingleton<JournalStore>();
        services.AddSingleton(provider => BriefingStart.LoadOrCreate(
            provider.GetRequiredService<JournalStore>(), () => DataFolder.LoadReferenceAndFigures(), isRehearsal: false, TimeProvider.System));
        services.AddSingleton<Approvals>();
        services.AddSingleton<Desk>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        var deskOperator = new Operator("bench", "Bàn điều hành");
        app.Services.GetRequiredService<LiveKeys>().SetKeys([new(deskOperator.KeyId, "desk", null, deskOperator.Name, [], "", null, null)]);
        var desk = app.Services.GetRequiredService<Desk>();
        await desk.Take(Draft.From(new Scene(SceneKinds.Overview, 2023)), deskOperator);
        app.UseAntiforgery();
        app.MapPut("/edit", async (long value) =>
        {
            var edit = new Restatement(
                FigureKey.National(2023, Measure.Disbursed), Quantity.FromWholeUnits(value, Unit.Usd)!.Value, Qualifier.About,
                Source: null, "Đo", IsAccepted: true);
            return await desk.Take(Draft.From(edit), deskOperator) is Committed committed
                ? Results.Ok(new { version = committed.State.Version })
                : Results.UnprocessableEntity();
        });
        app.MapRazorComponents<ViewerPage>().AddInteractiveServerRenderMode();
        await app.RunAsync();
    }
}
