using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// Renders what is on air into a frame, once per version and language however many ask, and what a province's own screens add to it,
/// once per province besides. One for the whole server; safe on any thread.
/// </summary>
public sealed class FrameRenderer(ComponentHtmlRenderer staticHtml)
{
    readonly ConcurrentDictionary<(string Language, ProvinceCode? Own), (BriefingState Of, Lazy<Task<Frame>> Frame)> newest = new();

    public Task<Frame> Render(BriefingState now, string language) => NewestFrame<StageFrame>(now, language, null);

    /// <summary>The province's own strip.</summary>
    public Task<Frame> RenderStrip(BriefingState now, string language, ProvinceCode province) => NewestFrame<ProvinceStrip>(now, language, province);

    Task<Frame> NewestFrame<TComponent>(BriefingState now, string language, ProvinceCode? own)
        where TComponent : IComponent
    {
        var entry = newest.AddOrUpdate(
            (language, own),
            _ => Fresh(),
            // Somebody who still asks for an older version gets the newer frame: that is what the screen is to show.
            (_, known) => known.Of.Version >= now.Version && !HasFailed(known.Frame) ? known : Fresh());
        return entry.Frame.Value;

        // What failed once is tried again for the next who asks.
        static bool HasFailed(Lazy<Task<Frame>> frame) => frame is { IsValueCreated: true, Value.IsFaulted: true };

        (BriefingState, Lazy<Task<Frame>>) Fresh() => (now, new(() => Task.Run(() => RenderOnce<TComponent>(now, language, own))));
    }

    async Task<Frame> RenderOnce<TComponent>(BriefingState now, string language, ProvinceCode? own)
        where TComponent : IComponent
    {
        Languages.SetCurrent(language);
        var parameters = new Dictionary<string, object?> { [nameof(StageFrame.Briefing)] = now };
        if (own is { } province)
            parameters[nameof(ProvinceStrip.Province)] = province;
        return new Frame(now.Version, await staticHtml.Render<TComponent>(parameters), now.Journal.ToString());
    }
}
