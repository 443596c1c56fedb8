using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Connections;
using NgoDashboard.Screens.Frames;

namespace NgoDashboard.Screens.Sending;

/// <summary>
/// Sends every version to every screen: renders it once per language in use, and lets each connection send without waiting for any.
/// Versions that follow each other faster than people can read are conflated.
/// </summary>
public sealed class FrameDelivery(
    HubConnections connections, FrameRenderer renderer, LiveBriefing briefing, TimeProvider time, ILogger<FrameDelivery> log)
    : IHostedService, IDisposable
{
    /// <summary>
    /// A single edit is shown at once; of a burst (<c>bench -- burst</c>) the newest version per interval. Longer where there are so many
    /// screens that their acknowledgements take longer.
    /// </summary>
    public static readonly TimeSpan MinFrameInterval = TimeSpan.FromMilliseconds(125);

    /// <summary>How often overdue connections are aborted and silent ones are pinged.</summary>
    internal static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Yields after this many connections, so that the desk's next command is not delayed, and so that the transports can flush and reuse
    /// their buffers.
    /// </summary>
    const int BatchSize = 16;

    readonly ConcurrentDictionary<string, OpenScreen> screens = new();
    readonly Dictionary<DisplayLanguage, LanguageFeed> feeds =
        DisplayLanguage.All.ToDictionary(language => language, _ => new LanguageFeed());
    readonly Channel<bool> changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource stopping = new();
    IDisposable? subscription;
    ITimer? checkTimer;
    Task deliveryLoop = Task.CompletedTask;

    public int ConnectionCount => screens.Count;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = briefing.Subscribe(() => changes.Writer.TryWrite(true)).Subscription;
        checkTimer = time.CreateTimer(_ => _ = CheckConnections(), null, CheckInterval, CheckInterval);
        deliveryLoop = Task.Run(Deliver, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        subscription?.Dispose();
        foreach (var connection in screens.Keys)
            CloseConnection(connection);
        await stopping.CancelAsync();
        await deliveryLoop.WaitAsync(cancellationToken);
    }

    public void Dispose() => checkTimer?.Dispose();

    /// <summary>Registers the connection before reading the current state, so that a version taken in between is never missed.</summary>
    /// <param name="own">The province of the screen; null for one of the whole country.</param>
    /// <param name="takesChanges">Whether the client accepts differences.</param>
    internal async Task OpenConnection(HubCallerContext caller, DisplayLanguage language, ProvinceCode? own, bool takesChanges)
    {
        var connection = connections[caller.ConnectionId];
        var screenConnection = new ScreenConnection(
            feeds[language], own, takesChanges, message => connection.WriteAsync(message, CancellationToken.None), time);
        screens[caller.ConnectionId] = new(language, own, screenConnection, caller);
        try
        {
            var now = briefing.Current;
            if (own is { } province)
                await PublishStrip(now, language, province);
            await Publish(now, language);
        }
        catch (Exception failure)
        {
            // Not rethrown: an exception in OnConnectedAsync ends the connection without OnDisconnectedAsync, and the entry would stay.
            LogRenderFailure(failure);
        }

        screenConnection.SendNewestIfIdle();
    }

    internal void AcknowledgePainted(string connection, long version)
    {
        if (screens.TryGetValue(connection, out var screen))
            screen.Connection.Acknowledge(version);
    }

    /// <summary>The frame was received but not drawn: for sending, including differences, this is the same as painted.</summary>
    internal void AcknowledgeReceived(string connection, long version) => AcknowledgePainted(connection, version);

    internal void CloseConnection(string connection)
    {
        if (screens.TryRemove(connection, out var screen))
            screen.Connection.Close();
    }

    async Task Deliver()
    {
        try
        {
            await foreach (var _ in changes.Reader.ReadAllAsync(stopping.Token))
            {
                var ackTotal = AckDelay.ForScreens(screens.Count).Total;
                var pause = Task.Delay(ackTotal > MinFrameInterval ? ackTotal : MinFrameInterval, time, stopping.Token);
                foreach (var language in DisplayLanguage.All)
                    await Deliver(language);
                await pause;
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    async Task Deliver(DisplayLanguage language)
    {
        try
        {
            var (listening, provinces) = ListeningScreens(language);
            if (listening.Count == 0)
                return;
            var now = briefing.Current;
            foreach (var province in provinces)
                await PublishStrip(now, language, province);
            await Publish(now, language);
            for (var next = 0; next < listening.Count; next++)
            {
                listening[next].SendNewestIfIdle();
                if (next % BatchSize == BatchSize - 1)
                    await Task.Yield();
            }
        }
        catch (Exception failure)
        {
            LogRenderFailure(failure);
        }
    }

    (List<ScreenConnection> Connections, HashSet<ProvinceCode> Provinces) ListeningScreens(DisplayLanguage language)
    {
        var (listening, provinces) = (new List<ScreenConnection>(screens.Count), new HashSet<ProvinceCode>());
        foreach (var (_, screen) in screens)
        {
            if (screen.Language != language)
                continue;
            listening.Add(screen.Connection);
            if (screen.Own is { } province)
                provinces.Add(province);
        }

        return (listening, provinces);
    }

    async Task Publish(BriefingState now, DisplayLanguage language) =>
        feeds[language].Publish(await renderer.Render(now, language), AckDelay.ForScreens(screens.Count));

    async Task PublishStrip(BriefingState now, DisplayLanguage language, ProvinceCode province)
    {
        try
        {
            feeds[language].Publish(province, await renderer.RenderStrip(now, language, province));
        }
        catch (Exception failure)
        {
            // The frame itself is still sent.
            LogRenderFailure(failure);
        }
    }

    async Task CheckConnections()
    {
        var next = 0;
        foreach (var (_, screen) in screens)
        {
            if (screen.Connection.IsOverdue)
                screen.Caller.Abort();
            else
                screen.Connection.PingIfSilent(CheckInterval / 2);
            if (++next % BatchSize == 0)
                await Task.Yield();
        }
    }

    void LogRenderFailure(Exception failure) =>
        log.LogError(failure, "Version {Version} could not be rendered: the screens keep the one before.", briefing.Current.Version);

    sealed record OpenScreen(DisplayLanguage Language, ProvinceCode? Own, ScreenConnection Connection, HubCallerContext Caller);
}
