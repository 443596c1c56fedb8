using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// The page of the screens, rendered and compressed once per version and language; keeps only the newest. The same bytes for all screens,
/// because the province and the time come from the hub's hello. Singleton; thread-safe.
/// </summary>
public sealed class ScreenPageCache(FrameRenderer frames, IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    readonly ConcurrentDictionary<string, (long Version, Lazy<Task<PrecompressedText>> Page)> newest = new();

    public async Task<PrecompressedText> GetPage(BriefingState now, string language)
    {
        var frame = await frames.Render(now, language);
        var entry = newest.AddOrUpdate(
            language,
            _ => CreateEntry(),
            (_, known) => known.Version >= frame.Version && !HasFailed(known.Page) ? known : CreateEntry());
        return await entry.Page.Value;

        // Does not cache a failure: the next caller renders again.
        static bool HasFailed(Lazy<Task<PrecompressedText>> page) => page is { IsValueCreated: true, Value.IsFaulted: true };

        (long, Lazy<Task<PrecompressedText>>) CreateEntry() => (frame.Version, new(() => Task.Run(() => RenderOnce(frame, language))));
    }

    async Task<PrecompressedText> RenderOnce(Frame frame, string language)
    {
        Languages.SetCurrent(language);
        // In a scope, because the renderer needs scoped services, which the root provider refuses.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<ScreenPage>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(ScreenPage.Version)] = frame.Version,
                [nameof(ScreenPage.Journal)] = frame.Journal,
                [nameof(ScreenPage.Stage)] = new MarkupString(frame.Html),
            }));
            return root.ToHtmlString();
        });
        return new(html, "text/html; charset=utf-8");
    }
}
