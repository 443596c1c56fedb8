using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Hubs;

namespace NgoDashboard.Tests.TestKit.Clients;

/// <summary>A SignalR client of the hub that records all messages and acknowledges frames, as a screen does.</summary>
sealed class ScreenClient : IAsyncDisposable
{
    readonly HubConnection connection;
    readonly ConcurrentQueue<ReceivedFrame> frames = new();
    readonly ConcurrentQueue<ReceivedFrameChange> differences = new();
    readonly ConcurrentQueue<ReceivedFrame> ownStripFrames = new();
    readonly ConcurrentQueue<ClockMessage> clockMessages = new();
    readonly SemaphoreSlim arrived = new(0);
    readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ScreenClient(Uri server, string? key, string language, bool acknowledges, bool takesChanges, Action<HttpConnectionOptions>? configureConnection)
    {
        connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server, $"hubs/briefing?lang={language}{(takesChanges ? "&changes=true" : "")}"), options =>
            {
                if (key is not null)
                    options.AccessTokenProvider = () => Task.FromResult<string?>(key);
                configureConnection?.Invoke(options);
            })
            .Build();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        connection.On<Hello>("Hello", hello => Hello = frames.IsEmpty && ownStripFrames.IsEmpty ? hello : throw new InvalidOperationException("Told too late."));
        connection.On<ClockMessage>("Clock", clockMessages.Enqueue);
        connection.On<ReceivedFrame>("Own", ownStripFrames.Enqueue);
        connection.On<ReceivedFrame>("Show", Paint);
        connection.On<ReceivedFrameChange>("Change", async changed =>
        {
            differences.Enqueue(changed);
            var before = frames.Last();
            Assert.Equal(before.Version, changed.From);
            await Paint(ReceivedFrame.Create(changed.Version, HubMessages.ApplyDifference(before.HtmlText, changed.StepsJson, changed.Sum)));
        });

        async Task Paint(ReceivedFrame frame)
        {
            frames.Enqueue(frame);
            arrived.Release();
            if (acknowledges)
                await connection.SendAsync("Painted", frame.Version);
        }
    }

    /// <summary>The frames that were sent as a difference.</summary>
    public IReadOnlyCollection<ReceivedFrameChange> Differences => differences;

    public IReadOnlyCollection<ReceivedFrame> Frames => frames;

    /// <summary>The first message: clock, province and journal.</summary>
    public Hello? Hello { get; private set; }

    /// <summary>Later messages about the server's clock.</summary>
    public IReadOnlyCollection<ClockMessage> ClockMessages => clockMessages;

    /// <summary>Frames of the province's own strip.</summary>
    public IReadOnlyCollection<ReceivedFrame> OwnStripFrames => ownStripFrames;

    /// <summary>Completes when the server or the test has closed the connection.</summary>
    public Task WhenClosed => closed.Task;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="key">Null if <paramref name="configureConnection"/> adds a cookie instead.</param>
    public static async Task<ScreenClient> Open(
        Uri server, string? key, string language = "vi", bool acknowledges = true, bool acceptsDifferences = false, Action<HttpConnectionOptions>? configureConnection = null)
    {
        var client = new ScreenClient(server, key, language, acknowledges, acceptsDifferences, configureConnection);
        await client.connection.StartAsync(Cancellation);
        return client;
    }

    /// <summary>The first frame of that version or a newer one.</summary>
    public async Task<ReceivedFrame> WaitForFrame(long version)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (frames.FirstOrDefault(frame => frame.Version >= version) is { } shown)
                return shown;
            await arrived.WaitAsync(timeout.Token);
        }
    }

    /// <param name="message">"Painted" or "Received".</param>
    public Task Acknowledge(string message, long version) => connection.SendAsync(message, version, Cancellation);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

/// <summary>The server's clock, the province whose screen it is, and which journal is on air.</summary>
sealed record Hello(long Now, string? Province, HelloJournal Journal);

sealed record HelloJournal(string Id, long Generation);

/// <summary>A frame as it is sent: gzipped HTML.</summary>
sealed record ReceivedFrame(long Version, byte[] Html, string Journal = "")
{
    public string HtmlText => Gunzip(Html);

    public static ReceivedFrame Create(long version, string text) => new(version, new Frame(version, text).GzippedHtml);

    public static string Gunzip(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

/// <summary>
/// A frame as a difference from the version <paramref name="From"/>; the steps are JSON, or gzipped JSON if they are long.
/// </summary>
sealed record ReceivedFrameChange(long Version, string Journal, long From, JsonElement? Steps, byte[]? Change, uint Sum)
{
    public string StepsJson => Steps?.GetRawText() ?? ReceivedFrame.Gunzip(Change!);
}
