using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NgoDashboard.Components.Scenes.Stage;

/// <summary>
/// Renders components to HTML outside of any page, for frames, scenes on paper and the tables of scenes. Singleton, thread-safe.
/// </summary>
public sealed class ComponentHtmlRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <summary>In the current UI language.</summary>
    public async Task<string> Render<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // A scope of its own, because the root provider refuses the renderer's scoped services.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
