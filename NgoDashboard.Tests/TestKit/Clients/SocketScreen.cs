using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace NgoDashboard.Tests.TestKit.Clients;

/// <summary>
/// A screen reduced to its connection: hundreds of them fit into a test, and each can fail as a real one does. It speaks the hub's
/// protocol by hand, over a socket of its own.
/// </summary>
sealed class SocketScreen : IDisposable
{
    const char RecordSeparator = '\u001e';

    static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);

    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim sending = new(1);
    readonly CancellationTokenSource ended = new();
    TaskCompletionSource? readingPaused;
    long lastReceivedVersion;

    /// <summary>The newest version that it was sent.</summary>
    public long LastReceivedVersion => Interlocked.Read(ref lastReceivedVersion);

    /// <summary>What its head says of the roll.</summary>
    public string? RollCallBadgeText { get; private set; }

    /// <summary>Paints and says nothing of it.</summary>
    public bool SkipsAcknowledgements { get; set; }

    /// <summary>As if its cable was pulled: nothing comes from it any more, and nobody tells the server.</summary>
    public bool IsCablePulled { get; private set; }

    public static async Task<SocketScreen> Open(Uri server, string key)
    {
        var screen = new SocketScreen();
        screen.socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        // A beat of the socket itself would tell nothing to the hub.
        screen.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await screen.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/briefing" }.Uri, TestContext.Current.CancellationToken);
        await screen.Send("{\"protocol\":\"json\",\"version\":1}");
        _ = screen.ReceiveMessages();
        _ = screen.SendPings();
        return screen;
    }

    public void PullCable()
    {
        IsCablePulled = true;
        StopReading();
    }

    /// <summary>It hangs: it reads no more, and its connection goes on to say that it is there.</summary>
    public void StopReading() => readingPaused ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ResumeReading()
    {
        readingPaused?.TrySetResult();
        readingPaused = null;
    }

    public void Dispose()
    {
        ended.Cancel();
        ResumeReading();
        socket.Abort();
        socket.Dispose();
    }

    async Task SendPings()
    {
        try
        {
            using var timer = new PeriodicTimer(PingInterval);
            while (await timer.WaitForNextTickAsync(ended.Token) && !IsCablePulled)
                await Send("{\"type\":6}");
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task ReceiveMessages()
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (readingPaused is { } until)
                    await until.Task;
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage)
                    continue;
                foreach (var message in text.ToString().Split(RecordSeparator, StringSplitOptions.RemoveEmptyEntries))
                    await HandleMessage(JsonDocument.Parse(message).RootElement);
                text.Clear();
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The test, or the server, has ended it.
        }
    }

    async Task HandleMessage(JsonElement message)
    {
        if (!message.TryGetProperty("target", out var target))
            return;
        var argument = message.GetProperty("arguments")[0];
        if (target.GetString() == "Roll")
            RollCallBadgeText = argument.GetProperty("text").GetString();
        if (target.GetString() != "Show")
            return;
        var version = argument.GetProperty("version").GetInt64();
        Interlocked.Exchange(ref lastReceivedVersion, version);
        if (!SkipsAcknowledgements)
            await Send($"{{\"type\":1,\"target\":\"Painted\",\"arguments\":[{version}]}}");
    }

    async Task Send(string message)
    {
        await sending.WaitAsync(ended.Token);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message + RecordSeparator), WebSocketMessageType.Text, endOfMessage: true, ended.Token);
        }
        finally
        {
            sending.Release();
        }
    }
}
