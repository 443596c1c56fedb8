using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using NgoDashboard.Access.Scope;
using NgoDashboard.Components.Scenes.ProvinceStrips;
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

    public Task<Frame> Render(BriefingState now, DisplayLanguage language) =>
        NewestFrame<StageFrame>(now, language, null, () => new() { [nameof(StageFrame.Briefing)] = now });

    /// <summary>The province's own strip.</summary>
    public Task<Frame> RenderStrip(BriefingState now, DisplayLanguage language, ProvinceCode province) =>
        NewestFrame<ProvinceStrip>(now, language, province, () => new()
        {
            [nameof(ProvinceStrip.ReadableFigures)] = ReadableFigures.ForScreensOf(province, now),
            [nameof(ProvinceStrip.Province)] = province,
            [nameof(ProvinceStrip.Figure)] = StripFigure.FindFor(province, now),
        });

    Task<Frame> NewestFrame<TComponent>(
        BriefingState now, DisplayLanguage language, ProvinceCode? own, Func<Dictionary<string, object?>> createParameters)
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

        (BriefingState, Lazy<Task<Frame>>) CreateEntry() =>
            (now, new(() => Task.Run(() => RenderOnce<TComponent>(now, language, createParameters))));
    }

    async Task<Frame> RenderOnce<TComponent>(
        BriefingState now, DisplayLanguage language, Func<Dictionary<string, object?>> createParameters)
        where TComponent : IComponent =>
        new(now.Version, await staticHtml.Render<TComponent>(language, createParameters()), now.Journal.ToString());
}
