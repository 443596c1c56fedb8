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
public sealed class RollTelling(IHubContext<BriefingHub> hub, RollBook book, RollHeader header, TimeProvider time, ILogger<RollTelling> log)
    : IHostedService, IDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, (string Language, Latest<RollText> Line)> lines = new();
    readonly Lock gate = new();
    readonly List<IDisposable> subscriptions = [];
    ITimer? timer;
    DateTimeOffset toldAt = DateTimeOffset.MinValue;
    volatile ImmutableDictionary<string, RollText> told = ImmutableDictionary<string, RollText>.Empty;

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

    internal void Open(string connection, string language)
    {
        var client = hub.Clients.Client(connection);
        var line = new Latest<RollText>(text => client.SendAsync("Roll", text));
        lines[connection] = (language, line);
        // A screen that has just come says nothing: only something has to be told.
        if (told.GetValueOrDefault(language) is { Text.Length: > 0 } text)
            line.Offer(text);
    }

    internal void Close(string connection) => lines.TryRemove(connection, out _);

    void Due()
    {
        lock (gate)
        {
            if (timer is not null)
                return;
            var wait = toldAt + Pause - time.GetUtcNow();
            timer = time.CreateTimer(_ => Tell(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    void Tell()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
            toldAt = time.GetUtcNow();
        }

        try
        {
            foreach (var language in Languages.All)
                Tell(language, new(Languages.In(language, () => RollHeader.Text(book.Now, header.Told))));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The roll could not be told to the screens: they keep what they were told before.");
        }
    }

    void Tell(string language, RollText text)
    {
        if (told.GetValueOrDefault(language) == text)
            return;
        told = told.SetItem(language, text);
        foreach (var (known, line) in lines.Values)
        {
            if (known == language)
                line.Offer(text);
        }
    }
}
