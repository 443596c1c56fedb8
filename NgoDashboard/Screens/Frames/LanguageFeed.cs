using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// The newest frame and strips for the screens of one language. Connections pull the newest when they may send, so there is no queue per
/// screen. Thread-safe.
/// </summary>
sealed class LanguageFeed
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<ProvinceCode, (Frame Strip, SerializedHubMessage Message)> strips = new();
    volatile Broadcast? newest;

    public Broadcast? Newest => newest;

    /// <summary>The strip of a province's own screens; the same object while its content is the same. Null before the first.</summary>
    public SerializedHubMessage? StripOf(ProvinceCode province) => strips.TryGetValue(province, out var strip) ? strip.Message : null;

    /// <summary>Call before publishing the frame of the same version. Ignores an older strip.</summary>
    public void Publish(ProvinceCode province, Frame strip) => strips.AddOrUpdate(
        province,
        _ => (strip, Broadcast.CreateMessage("Own", new ProvinceStripMessage(strip.Version, strip.GzippedHtml))),
        (_, known) => strip.Version <= known.Strip.Version || strip.Html == known.Strip.Html
            ? known
            : (strip, Broadcast.CreateMessage("Own", new ProvinceStripMessage(strip.Version, strip.GzippedHtml))));

    /// <summary>Ignores a frame that is not newer.</summary>
    public void Publish(Frame frame, AckDelay ackDelay)
    {
        lock (gate)
        {
            if (newest is null || newest.Version < frame.Version)
                newest = new(frame, newest, ackDelay);
        }
    }
}
