using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Screens;

/// <summary>
/// Brings every version to every screen: rendered once for each language in use, handed to each line, waiting for none. Listens as
/// long as the server runs.
/// </summary>
public sealed class Delivery(IHubContext<BriefingHub> hub, FrameRenderer renderer, Air air, TimeProvider time, ILogger<Delivery> log) : IHostedService
{
    readonly ConcurrentDictionary<string, (string Language, ScreenLine Line)> lines = new();
    IDisposable? subscription;

    public int Lines => lines.Count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = air.Subscribe(() => _ = Deliver()).Subscription;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        foreach (var connection in lines.Keys)
            Close(connection);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The line is open before the current frame is read: a version taken in between is offered twice, and never missed.
    /// </summary>
    /// <param name="own">The province whose screen it is.</param>
    internal async Task Open(string connection, string language, ProvinceCode? own)
    {
        var client = hub.Clients.Client(connection);
        var line = new ScreenLine(frame => Send(client, frame, language, own), time);
        lines[connection] = (language, line);
        try
        {
            line.Offer(await renderer.Render(air.Current, language));
        }
        catch (Exception failure)
        {
            // Thrown on, it would end the connection without the hub being told, and leave the line behind.
            NotRendered(failure);
        }
    }

    internal void Painted(string connection, long version)
    {
        if (lines.TryGetValue(connection, out var known))
            known.Line.Painted(version);
    }

    internal void Close(string connection)
    {
        if (lines.TryRemove(connection, out var known))
            known.Line.Dispose();
    }

    /// <summary>The own strip first: who acknowledges the frame has both.</summary>
    async Task Send(ISingleClientProxy client, Frame frame, string language, ProvinceCode? own)
    {
        if (own is { } province)
        {
            try
            {
                await client.SendAsync("Own", await renderer.Own(air.Current, language, province));
            }
            catch (Exception failure)
            {
                // The country's figures do not wait for it.
                NotRendered(failure);
            }
        }

        await client.SendAsync("Show", frame);
    }

    async Task Deliver()
    {
        try
        {
            foreach (var language in Languages.All)
            {
                var listeners = lines.Values.Where(known => known.Language == language).ToArray();
                if (listeners.Length == 0)
                    continue;
                var frame = await renderer.Render(air.Current, language);
                foreach (var listener in listeners)
                    listener.Line.Offer(frame);
            }
        }
        catch (Exception failure)
        {
            NotRendered(failure);
        }
    }

    void NotRendered(Exception failure) =>
        log.LogError(failure, "Version {Version} could not be rendered: the screens keep the one before.", air.Current.Version);
}
