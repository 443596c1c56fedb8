using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Pages;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Components.StaticAssets;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// The page of the screens, rendered and compressed once per version and language; keeps only the newest. The same bytes for all screens,
/// because the province and the time come from the hub's hello. Singleton; thread-safe.
/// </summary>
public sealed class ScreenPageCache(FrameRenderer frames, ComponentHtmlRenderer renderer)
{
    readonly ConcurrentDictionary<DisplayLanguage, (long Version, Lazy<Task<PrecompressedText>> Page)> newest = new();

    public async Task<PrecompressedText> GetPage(BriefingState now, DisplayLanguage language)
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

    async Task<PrecompressedText> RenderOnce(Frame frame, DisplayLanguage language)
    {
        var html = await renderer.Render<ScreenPage>(language, new()
        {
            [nameof(ScreenPage.Version)] = frame.Version,
            [nameof(ScreenPage.Journal)] = frame.Journal,
            [nameof(ScreenPage.Stage)] = new MarkupString(frame.Html),
        });
        return new(html, "text/html; charset=utf-8");
    }
}
