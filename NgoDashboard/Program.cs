using MudBlazor.Services;
using NgoDashboard.Access;
using NgoDashboard.Components;
using NgoDashboard.Components.Pages;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Screens;
using NgoDashboard.Storage;

var builder = WebApplication.CreateBuilder(args);
var services = builder.Services;
var isRehearsal = args.Contains("--rehearsal");

// Run from a build, outside of Development, the assets still lie where they were built; published, this does nothing.
builder.WebHost.UseStaticWebAssets();
if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

services.AddSingleton(TimeProvider.System);
services.AddSingleton(_ => new Database(StoragePath.Of(builder.Configuration, isRehearsal)));
services.AddSingleton<Journal>();
services.AddSingleton<KeyStore>();
services.AddSingleton(provider => Opening.Open(
    provider.GetRequiredService<Journal>(),
    () => isRehearsal ? Rehearsal.Figures(DataFiles.Read()) : DataFiles.Read(),
    isRehearsal,
    provider.GetRequiredService<TimeProvider>()));
services.AddSingleton<Desk>();
services.AddSingleton<RollCall>();
services.AddSingleton<Record>();
services.AddScreens();
services.AddRazorComponents().AddInteractiveServerComponents();
services.AddMudServices();
services.AddSingleton(provider => provider.GetRequiredService<Air>().Current.Snapshot.Reference);
services.AddAccess<EnterPage>();
services.AddExchange();

var app = builder.Build();
app.Services.GetRequiredService<Air>();
app.UseAccess();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapAccess();
app.MapExchange();
app.MapScreens(Policies.Screen);
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.PrintLinks(args);
app.Run();

/// <summary>For the tests, which start the whole application.</summary>
public partial class Program;
