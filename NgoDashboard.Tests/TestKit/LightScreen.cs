using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace NgoDashboard.Tests.TestKit;

/// <summary>
/// A screen reduced to its connection: hundreds of them fit into a test, and each can fail as a real one does. It speaks the hub's
/// protocol by hand, over a socket of its own.
/// </summary>
sealed class LightScreen : IDisposable
{
    const char End = '\u001e';

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim sending = new(1);
    readonly CancellationTokenSource ended = new();
    TaskCompletionSource? stalled;
    long shown;

    /// <summary>The newest version that it was sent.</summary>
    public long Shown => Interlocked.Read(ref shown);

    /// <summary>What its head says of the roll.</summary>
    public string? Roll { get; private set; }

    /// <summary>Paints and says nothing of it.</summary>
    public bool IsSilent { get; set; }

    /// <summary>As if its cable was pulled: nothing comes from it any more, and nobody tells the server.</summary>
    public bool IsCut { get; private set; }

    public static async Task<LightScreen> Open(Uri server, string key)
    {
        var screen = new LightScreen();
        screen.socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        // A beat of the socket itself would tell nothing to the hub.
        screen.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await screen.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/briefing" }.Uri, TestContext.Current.CancellationToken);
        await screen.Send("{\"protocol\":\"json\",\"version\":1}");
        _ = screen.Read();
        _ = screen.Ping();
        return screen;
    }

    public void Cut()
    {
        IsCut = true;
        Stall();
    }

    /// <summary>It hangs: it reads no more, and its connection goes on to say that it is there.</summary>
    public void Stall() => stalled ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        stalled?.TrySetResult();
        stalled = null;
    }

    public void Dispose()
    {
        ended.Cancel();
        Resume();
        socket.Abort();
        socket.Dispose();
    }

    async Task Ping()
    {
        try
        {
            using var timer = new PeriodicTimer(Beat);
            while (await timer.WaitForNextTickAsync(ended.Token) && !IsCut)
                await Send("{\"type\":6}");
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task Read()
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (stalled is { } until)
                    await until.Task;
                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage)
                    continue;
                foreach (var message in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries))
                    await Hear(JsonDocument.Parse(message).RootElement);
                text.Clear();
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The test, or the server, has ended it.
        }
    }

    async Task Hear(JsonElement message)
    {
        if (!message.TryGetProperty("target", out var target))
            return;
        var argument = message.GetProperty("arguments")[0];
        if (target.GetString() == "Roll")
            Roll = argument.GetProperty("text").GetString();
        if (target.GetString() != "Show")
            return;
        var version = argument.GetProperty("version").GetInt64();
        Interlocked.Exchange(ref shown, version);
        if (!IsSilent)
            await Send($"{{\"type\":1,\"target\":\"Painted\",\"arguments\":[{version}]}}");
    }

    async Task Send(string message)
    {
        await sending.WaitAsync(ended.Token);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, ended.Token);
        }
        finally
        {
            sending.Release();
        }
    }
}
