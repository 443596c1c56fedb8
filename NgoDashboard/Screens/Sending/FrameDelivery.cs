using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Hubs;

namespace NgoDashboard.Screens.Sending;

/// <summary>
/// Brings every version to every screen: rendered once for each language in use, packed once, handed to each line, waiting for none.
/// Versions that follow each other faster than people can read are conflated. Listens as long as the server runs.
/// </summary>
public sealed class FrameDelivery(ScreenHubLifetimeManager connections, FrameRenderer renderer, LiveBriefing air, TimeProvider time, ILogger<FrameDelivery> log)
    : IHostedService, IDisposable
{
    /// <summary>
    /// From one frame to the next, at least: a single edit is shown at once, of a burst what is newest then. Longer where there are so
    /// many screens that their acknowledgements take longer.
    /// </summary>
    public static readonly TimeSpan MinFrameInterval = TimeSpan.FromMilliseconds(125);

    /// <summary>How often it is looked for screens that owe an acknowledgement, or that have heard nothing since.</summary>
    internal static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    /// <summary>
    /// So many are handed their frame before whoever else has something to do may: the desk's next edit, its answer. And the
    /// transports: the memory that these wrote into is free again for the next.
    /// </summary>
    const int BatchSize = 16;

    readonly ConcurrentDictionary<string, ConnectedScreen> screens = new();
    readonly Dictionary<string, LanguageFeed> feeds = Languages.All.ToDictionary(language => language, _ => new LanguageFeed());
    readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource end = new();
    IDisposable? subscription;
    ITimer? round;
    Task delivering = Task.CompletedTask;

    public int ConnectionCount => screens.Count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = air.Subscribe(() => changes.Writer.TryWrite(true)).Subscription;
        round = time.CreateTimer(_ => _ = CheckConnections(), null, CheckInterval, CheckInterval);
        delivering = Task.Run(Deliver, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        foreach (var connection in screens.Keys)
            CloseConnection(connection);
        await end.CancelAsync();
        await delivering.WaitAsync(cancellationToken);
    }

    public void Dispose() => round?.Dispose();

    /// <summary>The line is open before the current frame is read: a version taken in between is offered twice, and never missed.</summary>
    /// <param name="own">The province whose screen it is.</param>
    /// <param name="takesChanges">Whether it can do with the difference from what it has painted.</param>
    internal async Task OpenConnection(HubCallerContext caller, string language, ProvinceCode? own, bool takesChanges)
    {
        var connection = connections.ConnectionOf(caller.ConnectionId);
        var line = new ScreenConnection(feeds[language], own, takesChanges, message => connection.WriteAsync(message, CancellationToken.None), time);
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
            LogRenderFailure(failure);
        }

        line.SendNewestIfIdle();
    }

    internal void AcknowledgePainted(string connection, long version)
    {
        if (screens.TryGetValue(connection, out var screen))
            screen.Line.Acknowledge(version);
    }

    /// <summary>Not drawn, but there: the screen can be sent the next, also as the difference from this one.</summary>
    internal void AcknowledgeReceived(string connection, long version) => AcknowledgePainted(connection, version);

    internal void CloseConnection(string connection)
    {
        if (screens.TryRemove(connection, out var screen))
            screen.Line.Close();
    }

    async Task Deliver()
    {
        try
        {
            await foreach (var _ in changes.Reader.ReadAllAsync(end.Token))
            {
                var acknowledging = AckDelay.ForScreens(screens.Count).Total;
                var pause = Task.Delay(acknowledging > MinFrameInterval ? acknowledging : MinFrameInterval, time, end.Token);
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
            var (lines, provinces) = ListeningScreens(language);
            if (lines.Count == 0)
                return;
            var now = air.Current;
            foreach (var province in provinces)
                await PublishStrip(now, language, province);
            await Publish(now, language);
            for (var next = 0; next < lines.Count; next++)
            {
                lines[next].SendNewestIfIdle();
                if (next % BatchSize == BatchSize - 1)
                    await Task.Yield();
            }
        }
        catch (Exception failure)
        {
            LogRenderFailure(failure);
        }
    }

    (List<ScreenConnection> Lines, HashSet<ProvinceCode> Provinces) ListeningScreens(string language)
    {
        var (lines, provinces) = (new List<ScreenConnection>(screens.Count), new HashSet<ProvinceCode>());
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

    async Task Publish(BriefingState now, string language) =>
        feeds[language].Publish(await renderer.Render(now, language), AckDelay.ForScreens(screens.Count));

    async Task PublishStrip(BriefingState now, string language, ProvinceCode province)
    {
        try
        {
            feeds[language].Publish(province, await renderer.RenderStrip(now, language, province));
        }
        catch (Exception failure)
        {
            // The country's figures do not wait for it.
            LogRenderFailure(failure);
        }
    }

    async Task CheckConnections()
    {
        var next = 0;
        foreach (var (_, screen) in screens)
        {
            if (screen.Line.IsOverdue)
                screen.Caller.Abort();
            else
                screen.Line.PingIfSilent(CheckInterval / 2);
            if (++next % BatchSize == 0)
                await Task.Yield();
        }
    }

    void LogRenderFailure(Exception failure) =>
        log.LogError(failure, "Version {Version} could not be rendered: the screens keep the one before.", air.Current.Version);

    sealed record ConnectedScreen(string Language, ProvinceCode? Own, ScreenConnection Line, HubCallerContext Caller);
}
