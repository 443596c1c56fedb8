using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// The screens' page, the same bytes for everybody: rendered and packed once per version and language however many ask, and only the
/// newest is kept. Whose screen it is and what time it is, the hub tells. One for the whole server; safe on any thread.
/// </summary>
public sealed class ScreenPageCache(FrameRenderer frames, IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    readonly ConcurrentDictionary<string, (long Version, Lazy<Task<PrecompressedText>> Page)> newest = new();

    public async Task<PrecompressedText> GetPage(BriefingState now, string language)
    {
        var frame = await frames.Render(now, language);
        var copy = newest.AddOrUpdate(language, _ => Fresh(), (_, known) => known.Version >= frame.Version && !HasFailed(known.Page) ? known : Fresh());
        return await copy.Page.Value;

        // What failed once is tried again for the next who asks.
        static bool HasFailed(Lazy<Task<PrecompressedText>> page) => page is { IsValueCreated: true, Value.IsFaulted: true };

        (long, Lazy<Task<PrecompressedText>>) Fresh() => (frame.Version, new(() => Task.Run(() => RenderOnce(frame, language))));
    }

    async Task<PrecompressedText> RenderOnce(Frame frame, string language)
    {
        Languages.SetCurrent(language);
        // A scope of its own: the root provider refuses the renderer's scoped services.
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
