using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using NgoDashboard.Components.Localization;
using NgoDashboard.Language;

namespace NgoDashboard.Components.Scenes.Stage;

/// <summary>
/// Renders components to HTML outside of any page, for frames, scenes on paper and the tables of scenes. Singleton, thread-safe.
/// </summary>
public sealed class ComponentHtmlRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public async Task<string> Render<TComponent>(DisplayLanguage language, Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        AmbientLanguage.Set(language);
        // A scope of its own, because the root provider refuses the renderer's scoped services.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
