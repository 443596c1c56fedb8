using MudBlazor.Services;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Language;

namespace NgoDashboard.Components;

/// <summary>Blazor, MudBlazor and what pages are drawn with, for composition.</summary>
public static class ComponentsSetup
{
    public static IServiceCollection AddComponents(this IServiceCollection services)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents(options =>
                // Of all keys together: disconnected circuits of one key are limited by KeyCircuits, and must not evict those of others.
                options.DisconnectedCircuitMaxRetained = 500)
            // A page gives up its connection after three missed pings: see NgoDashboard.lib.module.js.
            .AddHubOptions(options => options.KeepAliveInterval = TimeSpan.FromSeconds(4));
        services.AddMudServices(options =>
        {
            // Over the end of the agenda, where nothing is typed.
            options.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomLeft;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
            options.SnackbarConfiguration.NewestOnTop = true;
            // Fully visible or gone, because a half faded text cannot be read.
            options.SnackbarConfiguration.ShowTransitionDuration = 0;
            options.SnackbarConfiguration.HideTransitionDuration = 0;
            options.SnackbarConfiguration.MaximumOpacity = 100;
        });
        services.AddSingleton<StaticAssetUrls>();
        services.AddSingleton<SceneTableExtractor>();
        services.AddSettings(BrowserOptions.FromSettings);
        services.AddSingleton<HeadlessBrowser>();
        return services;
    }
}
