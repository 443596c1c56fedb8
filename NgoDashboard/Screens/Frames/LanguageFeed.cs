using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// What the screens of one language are to show now. One that may be sent something takes what is newest: there is nothing that waits
/// for a screen. Safe on any thread.
/// </summary>
sealed class LanguageFeed
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<ProvinceCode, (Frame Strip, SerializedHubMessage Message)> strips = new();
    volatile Broadcast? newest;

    public Broadcast? Newest => newest;

    /// <summary>The strip of a province's own screens; the same object for as long as it says the same.</summary>
    public SerializedHubMessage? StripOf(ProvinceCode province) => strips.TryGetValue(province, out var strip) ? strip.Message : null;

    /// <summary>Before the frame of its version.</summary>
    public void Publish(ProvinceCode province, Frame strip) => strips.AddOrUpdate(
        province,
        _ => (strip, Broadcast.CreateMessage("Own", new ProvinceStripMessage(strip.Version, strip.GzippedHtml))),
        (_, known) => strip.Version <= known.Strip.Version || strip.Html == known.Strip.Html
            ? known
            : (strip, Broadcast.CreateMessage("Own", new ProvinceStripMessage(strip.Version, strip.GzippedHtml))));

    public void Publish(Frame frame, AckDelay pace)
    {
        lock (gate)
        {
            if (newest is null || newest.Version < frame.Version)
                newest = new(frame, newest, pace);
        }
    }
}
