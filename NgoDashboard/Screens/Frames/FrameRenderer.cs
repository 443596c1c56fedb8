using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// Renders frames and province strips, once per version, language and province, however many callers there are. Singleton; thread-safe.
/// </summary>
public sealed class FrameRenderer(ComponentHtmlRenderer staticHtml)
{
    readonly ConcurrentDictionary<(DisplayLanguage Language, ProvinceCode? Own), (BriefingState State, Lazy<Task<Frame>> Frame)> newest =
        new();

    public Task<Frame> Render(BriefingState now, DisplayLanguage language) => NewestFrame<StageFrame>(now, language, null);

    /// <summary>The province's own strip.</summary>
    public Task<Frame> RenderStrip(BriefingState now, DisplayLanguage language, ProvinceCode province) =>
        NewestFrame<ProvinceStrip>(now, language, province);

    Task<Frame> NewestFrame<TComponent>(BriefingState now, DisplayLanguage language, ProvinceCode? own)
        where TComponent : IComponent
    {
        var entry = newest.AddOrUpdate(
            (language, own),
            _ => CreateEntry(),
            // A caller with an older state gets the newer frame, because that is what the screen should show.
            (_, known) => known.State.Version >= now.Version && !HasFailed(known.Frame) ? known : CreateEntry());
        return entry.Frame.Value;

        // Does not cache a failure: the next caller renders again.
        static bool HasFailed(Lazy<Task<Frame>> frame) => frame is { IsValueCreated: true, Value.IsFaulted: true };

        (BriefingState, Lazy<Task<Frame>>) CreateEntry() => (now, new(() => Task.Run(() => RenderOnce<TComponent>(now, language, own))));
    }

    async Task<Frame> RenderOnce<TComponent>(BriefingState now, DisplayLanguage language, ProvinceCode? own)
        where TComponent : IComponent
    {
        var parameters = new Dictionary<string, object?> { [nameof(StageFrame.Briefing)] = now };
        if (own is { } province)
            parameters[nameof(ProvinceStrip.Province)] = province;
        return new Frame(now.Version, await staticHtml.Render<TComponent>(language, parameters), now.Journal.ToString());
    }
}
