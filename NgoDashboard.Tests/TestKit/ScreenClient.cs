using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace NgoDashboard.Tests.TestKit;

/// <summary>A real client of the hub: keeps what it is shown and says that it painted it, as a screen does.</summary>
sealed class ScreenClient : IAsyncDisposable
{
    readonly HubConnection connection;
    readonly ConcurrentQueue<ShownFrame> frames = new();
    readonly ConcurrentQueue<ShownFrame> own = new();
    readonly SemaphoreSlim arrived = new(0);
    readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ScreenClient(Uri server, string? key, string language, bool acknowledges, Action<HttpConnectionOptions>? way)
    {
        connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server, $"hubs/briefing?lang={language}"), options =>
            {
                if (key is not null)
                    options.AccessTokenProvider = () => Task.FromResult<string?>(key);
                way?.Invoke(options);
            })
            .Build();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        connection.On<Here>("Here", here => Here = frames.IsEmpty && own.IsEmpty ? here : throw new InvalidOperationException("Told too late."));
        connection.On<ShownFrame>("Own", own.Enqueue);
        connection.On<ShownFrame>("Show", async frame =>
        {
            frames.Enqueue(frame);
            arrived.Release();
            if (acknowledges)
                await connection.SendAsync("Painted", frame.Version);
        });
    }

    public IReadOnlyCollection<ShownFrame> Frames => frames;

    /// <summary>What it was told of time and place, before anything else.</summary>
    public Here? Here { get; private set; }

    /// <summary>The province's own strips.</summary>
    public IReadOnlyCollection<ShownFrame> Own => own;

    /// <summary>Ends when the server, or the test, has ended the connection.</summary>
    public Task Closed => closed.Task;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="key">Null where <paramref name="way"/> brings a cookie.</param>
    public static async Task<ScreenClient> Open(
        Uri server, string? key, string language = "vi", bool acknowledges = true, Action<HttpConnectionOptions>? way = null)
    {
        var client = new ScreenClient(server, key, language, acknowledges, way);
        await client.connection.StartAsync(Cancellation);
        return client;
    }

    /// <summary>The first frame of that version or a newer one.</summary>
    public async Task<ShownFrame> Frame(long version)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (frames.FirstOrDefault(frame => frame.Version >= version) is { } shown)
                return shown;
            await arrived.WaitAsync(patience.Token);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

/// <summary>The server's clock, and the province whose screen it is.</summary>
sealed record Here(long Now, string? Province);

/// <summary>A frame as it comes over the wire.</summary>
sealed record ShownFrame(long Version, byte[] Html)
{
    public string Text
    {
        get
        {
            using var gzip = new GZipStream(new MemoryStream(Html), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}
