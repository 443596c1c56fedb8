using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Screens;

/// <summary>The message by which a screen learns what its head says of the roll.</summary>
public sealed record RollText(string Text);

/// <summary>
/// Tells the screens how many points are there, beside the frames: a point that comes or goes makes no new version. Only where the
/// text is another one, and not more often than a reader can follow. Listens as long as the server runs.
/// </summary>
public sealed class RollTelling(ScreenConnections connections, RollBook book, RollHeader header, TimeProvider time, ILogger<RollTelling> log)
    : IHostedService, IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, (string Language, Latest<SerializedHubMessage> Line)> lines = new();
    readonly Lock gate = new();
    readonly List<IDisposable> subscriptions = [];
    ITimer? timer;
    // Of the time that passes: a clock that is set back for a year would silence it for a year.
    long? toldAt;
    volatile ImmutableDictionary<string, (string Text, SerializedHubMessage Message)> told =
        ImmutableDictionary<string, (string Text, SerializedHubMessage Message)>.Empty;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscriptions.AddRange([book.Subscribe(Due), header.Subscribe(Due)]);
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

    internal void Open(string id, string language)
    {
        var connection = connections.Of(id);
        var line = new Latest<SerializedHubMessage>(message => connection.WriteAsync(message, CancellationToken.None).AsTask());
        lines[id] = (language, line);
        // A screen that has just come says nothing: only something has to be told.
        if (told.TryGetValue(language, out var known) && known.Text.Length > 0)
            line.Offer(known.Message);
    }

    internal void Close(string connection) => lines.TryRemove(connection, out _);

    void Due()
    {
        lock (gate)
        {
            if (timer is not null)
                return;
            var wait = toldAt is { } told ? Pause - time.GetElapsedTime(told) : TimeSpan.Zero;
            timer = time.CreateTimer(_ => Tell(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    void Tell()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
            toldAt = time.GetTimestamp();
        }

        try
        {
            foreach (var language in Languages.All)
                Tell(language, Languages.In(language, () => RollHeader.Text(book.Now, header.Told)));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The roll could not be told to the screens: they keep what they were told before.");
        }
    }

    void Tell(string language, string text)
    {
        if (told.TryGetValue(language, out var before) && before.Text == text)
            return;
        var message = Broadcast.Message("Roll", new RollText(text));
        told = told.SetItem(language, (text, message));
        foreach (var (known, line) in lines.Values)
        {
            if (known == language)
                line.Offer(message);
        }
    }
}
