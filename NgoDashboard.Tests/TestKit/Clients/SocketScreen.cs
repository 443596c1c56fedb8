using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace NgoDashboard.Tests.TestKit.Clients;

/// <summary>
/// A screen without a browser or SignalR client, over its own WebSocket: a test can hold hundreds, and each can fail as a real screen does.
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

    /// <summary>The newest version that it has received.</summary>
    public long LastReceivedVersion => Interlocked.Read(ref lastReceivedVersion);

    /// <summary>Text of the roll-call badge in its header.</summary>
    public string? RollCallBadgeText { get; private set; }

    /// <summary>Paints frames without acknowledging them.</summary>
    public bool SkipsAcknowledgements { get; set; }

    /// <summary>As if its cable was pulled: it neither reads nor sends, and the connection is not closed.</summary>
    public bool IsCablePulled { get; private set; }

    public static async Task<SocketScreen> Open(Uri server, string key)
    {
        var screen = new SocketScreen();
        screen.socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        // The hub does not see pings of the WebSocket itself.
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

    /// <summary>The screen hangs: it stops reading, but its pings go on.</summary>
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
            // The test or the server has closed the connection.
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
