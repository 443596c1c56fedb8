using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Screens.Connections;
using NgoDashboard.Screens.Frames;

namespace NgoDashboard.Screens.Sending;

/// <summary>The hub message with the text of the roll call badge.</summary>
public sealed record RollCallBadgeMessage(string Text);

/// <summary>
/// Sends the roll call badge to the screens, separately from the frames, because a point that connects or disconnects makes no new
/// version. Sends only a changed text, and not more often than viewers can follow.
/// </summary>
public sealed class RollCallBadgeSender(
    HubConnections connections,
    RollCallView rollCallView,
    RollCallBadgeSetting setting,
    TimeProvider time,
    ILogger<RollCallBadgeSender> log) : IHostedService, IDisposable
{
    public static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, (DisplayLanguage Language, ConflatingSender<SerializedHubMessage> Sender)> senders = new();
    readonly Lock gate = new();
    readonly List<IDisposable> subscriptions = [];
    ITimer? timer;

    // A monotonic timestamp, because after the clock was set back by a year nothing would be sent for a year.
    long? sentAt;
    volatile ImmutableDictionary<DisplayLanguage, (string Text, SerializedHubMessage Message)> sentTexts =
        ImmutableDictionary<DisplayLanguage, (string Text, SerializedHubMessage Message)>.Empty;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscriptions.AddRange([rollCallView.Subscribe(ScheduleSend), setting.Subscribe(ScheduleSend)]);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        subscriptions.ForEach(subscription => subscription.Dispose());
        lock (gate)
            timer?.Dispose();
    }

    internal void AddConnection(string id, DisplayLanguage language)
    {
        var connection = connections[id];
        var sender = new ConflatingSender<SerializedHubMessage>(message => connection.WriteAsync(message, CancellationToken.None).AsTask());
        senders[id] = (language, sender);
        // The page starts with an empty badge, so only a text needs to be sent.
        if (sentTexts.TryGetValue(language, out var known) && known.Text.Length > 0)
            sender.SendLatest(known.Message);
    }

    internal void RemoveConnection(string connection) => senders.TryRemove(connection, out _);

    void ScheduleSend()
    {
        lock (gate)
        {
            if (timer is not null)
                return;
            var wait = sentAt is { } last ? MinInterval - time.GetElapsedTime(last) : TimeSpan.Zero;
            timer = time.CreateTimer(_ => SendChanged(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    void SendChanged()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
            sentAt = time.GetTimestamp();
        }

        try
        {
            foreach (var language in DisplayLanguage.All)
                SendChanged(language, RollCallBadgeSetting.BadgeText(rollCallView.Current, setting.Content, language));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The roll could not be told to the screens: they keep what they were told before.");
        }
    }

    void SendChanged(DisplayLanguage language, string text)
    {
        if (sentTexts.TryGetValue(language, out var before) && before.Text == text)
            return;
        var message = Broadcast.CreateMessage("Roll", new RollCallBadgeMessage(text));
        sentTexts = sentTexts.SetItem(language, (text, message));
        foreach (var (known, sender) in senders.Values)
        {
            if (known == language)
                sender.SendLatest(message);
        }
    }
}
