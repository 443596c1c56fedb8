using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NgoDashboard.Components.Scenes.Stage;

/// <summary>
/// Components as text, outside of any page: what a frame, a picture on paper and the table of a scene are made of. One for the whole
/// server; safe on any thread.
/// </summary>
public sealed class ComponentHtmlRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <summary>In the language of whoever calls.</summary>
    public async Task<string> Render<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // A scope of its own: the root provider refuses the renderer's scoped services.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
