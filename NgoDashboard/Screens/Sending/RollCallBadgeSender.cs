using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Hubs;

namespace NgoDashboard.Screens.Sending;

/// <summary>The message by which a screen learns what its head says of the roll.</summary>
public sealed record RollCallBadgeMessage(string Text);

/// <summary>
/// Tells the screens how many points are there, beside the frames: a point that comes or goes makes no new version. Only where the
/// text is another one, and not more often than a reader can follow. Listens as long as the server runs.
/// </summary>
public sealed class RollCallBadgeSender(ScreenHubLifetimeManager connections, RollCallView book, RollCallBadgeSetting header, TimeProvider time, ILogger<RollCallBadgeSender> log)
    : IHostedService, IDisposable
{
    public static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, (string Language, ConflatingSender<SerializedHubMessage> Line)> lines = new();
    readonly Lock gate = new();
    readonly List<IDisposable> subscriptions = [];
    ITimer? timer;
    // Of the time that passes: a clock that is set back for a year would silence it for a year.
    long? sentAt;
    volatile ImmutableDictionary<string, (string Text, SerializedHubMessage Message)> sentTexts =
        ImmutableDictionary<string, (string Text, SerializedHubMessage Message)>.Empty;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscriptions.AddRange([book.Subscribe(ScheduleSend), header.Subscribe(ScheduleSend)]);
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

    internal void AddConnection(string id, string language)
    {
        var connection = connections.ConnectionOf(id);
        var line = new ConflatingSender<SerializedHubMessage>(message => connection.WriteAsync(message, CancellationToken.None).AsTask());
        lines[id] = (language, line);
        // A screen that has just come says nothing: only something has to be told.
        if (sentTexts.TryGetValue(language, out var known) && known.Text.Length > 0)
            line.SendLatest(known.Message);
    }

    internal void RemoveConnection(string connection) => lines.TryRemove(connection, out _);

    void ScheduleSend()
    {
        lock (gate)
        {
            if (timer is not null)
                return;
            var wait = sentAt is { } told ? MinInterval - time.GetElapsedTime(told) : TimeSpan.Zero;
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
            foreach (var language in Languages.All)
                SendChanged(language, Languages.RunInLanguage(language, () => RollCallBadgeSetting.BadgeText(book.Current, header.Content)));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The roll could not be told to the screens: they keep what they were told before.");
        }
    }

    void SendChanged(string language, string text)
    {
        if (sentTexts.TryGetValue(language, out var before) && before.Text == text)
            return;
        var message = Broadcast.CreateMessage("Roll", new RollCallBadgeMessage(text));
        sentTexts = sentTexts.SetItem(language, (text, message));
        foreach (var (known, line) in lines.Values)
        {
            if (known == language)
                line.SendLatest(message);
        }
    }
}
