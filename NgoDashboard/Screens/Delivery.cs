using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Screens;

/// <summary>
/// Brings every version to every screen: rendered once for each language in use, packed once, handed to each line, waiting for none.
/// Versions that follow each other faster than people can read are conflated. Listens as long as the server runs.
/// </summary>
public sealed class Delivery(ScreenConnections connections, FrameRenderer renderer, Air air, TimeProvider time, ILogger<Delivery> log)
    : IHostedService, IDisposable
{
    /// <summary>
    /// From one frame to the next, at least: a single edit is shown at once, of a burst what is newest then. Longer where there are so
    /// many screens that their acknowledgements take longer.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(125);

    /// <summary>How often it is looked for screens that owe an acknowledgement, or that have heard nothing since.</summary>
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>
    /// So many are handed their frame before whoever else has something to do may: the desk's next edit, its answer. And the
    /// transports: the memory that these wrote into is free again for the next.
    /// </summary>
    const int AtOnce = 16;

    readonly ConcurrentDictionary<string, Screen> screens = new();
    readonly Dictionary<string, Feed> feeds = Languages.All.ToDictionary(language => language, _ => new Feed());
    readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource end = new();
    IDisposable? subscription;
    ITimer? round;
    Task delivering = Task.CompletedTask;

    public int Lines => screens.Count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = air.Subscribe(() => news.Writer.TryWrite(true)).Subscription;
        round = time.CreateTimer(_ => _ = GoRound(), null, Round, Round);
        delivering = Task.Run(Deliver, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        foreach (var connection in screens.Keys)
            Close(connection);
        await end.CancelAsync();
        await delivering.WaitAsync(cancellationToken);
    }

    public void Dispose() => round?.Dispose();

    /// <summary>The line is open before the current frame is read: a version taken in between is offered twice, and never missed.</summary>
    /// <param name="own">The province whose screen it is.</param>
    /// <param name="takesChanges">Whether it can do with the difference from what it has painted.</param>
    internal async Task Open(HubCallerContext caller, string language, ProvinceCode? own, bool takesChanges)
    {
        var connection = connections.Of(caller.ConnectionId);
        var line = new ScreenLine(feeds[language], own, takesChanges, message => connection.WriteAsync(message, CancellationToken.None), time);
        screens[caller.ConnectionId] = new(language, own, line, caller);
        try
        {
            var now = air.Current;
            if (own is { } province)
                await PublishStrip(now, language, province);
            await Publish(now, language);
        }
        catch (Exception failure)
        {
            // Thrown on, it would end the connection without the hub being told, and leave the line behind.
            NotRendered(failure);
        }

        line.Offer();
    }

    internal void Painted(string connection, long version)
    {
        if (screens.TryGetValue(connection, out var screen))
            screen.Line.Painted(version);
    }

    /// <summary>Not drawn, but there: the screen can be sent the next, also as the difference from this one.</summary>
    internal void Received(string connection, long version) => Painted(connection, version);

    internal void Close(string connection)
    {
        if (screens.TryRemove(connection, out var screen))
            screen.Line.Close();
    }

    async Task Deliver()
    {
        try
        {
            await foreach (var _ in news.Reader.ReadAllAsync(end.Token))
            {
                var acknowledging = Pace.Of(screens.Count).Whole;
                var pause = Task.Delay(acknowledging > Pause ? acknowledging : Pause, time, end.Token);
                foreach (var language in Languages.All)
                    await Deliver(language);
                await pause;
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    async Task Deliver(string language)
    {
        try
        {
            var (lines, provinces) = Listening(language);
            if (lines.Count == 0)
                return;
            var now = air.Current;
            foreach (var province in provinces)
                await PublishStrip(now, language, province);
            await Publish(now, language);
            for (var next = 0; next < lines.Count; next++)
            {
                lines[next].Offer();
                if (next % AtOnce == AtOnce - 1)
                    await Task.Yield();
            }
        }
        catch (Exception failure)
        {
            NotRendered(failure);
        }
    }

    (List<ScreenLine> Lines, HashSet<ProvinceCode> Provinces) Listening(string language)
    {
        var (lines, provinces) = (new List<ScreenLine>(screens.Count), new HashSet<ProvinceCode>());
        foreach (var (_, screen) in screens)
        {
            if (screen.Language != language)
                continue;
            lines.Add(screen.Line);
            if (screen.Own is { } province)
                provinces.Add(province);
        }

        return (lines, provinces);
    }

    async Task Publish(OnAir now, string language) =>
        feeds[language].Publish(await renderer.Render(now, language), Pace.Of(screens.Count));

    async Task PublishStrip(OnAir now, string language, ProvinceCode province)
    {
        try
        {
            feeds[language].Publish(province, await renderer.Own(now, language, province));
        }
        catch (Exception failure)
        {
            // The country's figures do not wait for it.
            NotRendered(failure);
        }
    }

    async Task GoRound()
    {
        var next = 0;
        foreach (var (_, screen) in screens)
        {
            if (screen.Line.IsOverdue)
                screen.Caller.Abort();
            else
                screen.Line.KeepAlive(Round / 2);
            if (++next % AtOnce == 0)
                await Task.Yield();
        }
    }

    void NotRendered(Exception failure) =>
        log.LogError(failure, "Version {Version} could not be rendered: the screens keep the one before.", air.Current.Version);

    sealed record Screen(string Language, ProvinceCode? Own, ScreenLine Line, HubCallerContext Caller);
}
