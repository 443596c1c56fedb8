using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace NgoDashboard.Bench.Faults.Harness;

/// <summary>
/// A bridge point's screen without a browser: reconnects for ever with its cookie or key, shows newer versions of the same journal and any
/// version of another journal or generation, and acknowledges them.
/// </summary>
sealed class SocketScreen : IAsyncDisposable
{
    readonly int port;
    readonly string? key, cookie;
    readonly CancellationTokenSource end = new();
    readonly Task running;

    public SocketScreen(int port, string? key = null, string? cookie = null)
    {
        (this.port, this.key, this.cookie) = (port, key, cookie);
        running = Run();
    }

    public long Version { get; private set; }

    /// <summary>Identity and generation of the journal that it shows: "ID/GENERATION".</summary>
    public string Journal { get; private set; } = "";

    public bool IsConnected { get; private set; }

    /// <summary>Number of lost connections that had received a frame.</summary>
    public int LostConnections { get; private set; }

    /// <summary>Timestamp of its last acknowledgement.</summary>
    public long PaintedAt { get; private set; }

    /// <summary>Number of connections that were refused because of the key.</summary>
    public int RefusedConnections { get; private set; }

    /// <returns>Whether all of them show that version in time.</returns>
    public static async Task<bool> WaitUntilAllShow(IReadOnlyCollection<SocketScreen> screens, long version, TimeSpan patience)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < patience; await Task.Delay(10))
        {
            if (screens.All(screen => screen.IsConnected && screen.Version == version))
                return true;
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
    }

    async Task Run()
    {
        while (!end.IsCancellationRequested)
        {
            using var socket = new ClientWebSocket();
            if (key is not null)
                socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
            if (cookie is not null)
                socket.Options.SetRequestHeader("Cookie", cookie);
            var hadFrame = PaintedAt;
            try
            {
                await socket.ConnectAsync(new($"ws://127.0.0.1:{port}/hubs/briefing?lang=vi"), end.Token);
                await SendMessage(socket, """{"protocol":"json","version":1}""");
                await ReceiveMessages(socket);
            }
            catch (Exception gone) when (
                gone is WebSocketException or OperationCanceledException or IOException or JsonException or InvalidOperationException
                    or KeyNotFoundException)
            {
                if (socket.HttpStatusCode is System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden)
                    RefusedConnections++;
            }

            if (IsConnected && !end.IsCancellationRequested && PaintedAt > hadFrame)
                LostConnections++;
            IsConnected = false;
            // With jitter, as a screen does.
            await Task.WhenAny(Task.Delay(100 + Random.Shared.Next(900), end.Token));
        }
    }

    async Task ReceiveMessages(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var waiting = new MemoryStream();
        var lastSentAt = Stopwatch.GetTimestamp();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), end.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            waiting.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage)
                continue;
            foreach (var message in Encoding.UTF8.GetString(waiting.ToArray()).Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
                await HandleMessage(socket, message);
            waiting.SetLength(0);
            if (Stopwatch.GetElapsedTime(lastSentAt).TotalSeconds > 4)
            {
                await SendMessage(socket, """{"type":6}""");
                lastSentAt = Stopwatch.GetTimestamp();
            }
        }
    }

    async Task HandleMessage(ClientWebSocket socket, string message)
    {
        using var document = JsonDocument.Parse(message);
        if (!document.RootElement.TryGetProperty("target", out var target))
            return;
        var argument = document.RootElement.GetProperty("arguments")[0];
        switch (target.GetString())
        {
            case "Hello" when argument.TryGetProperty("journal", out var journal):
                FollowJournal($"{journal.GetProperty("id").GetString()}/{journal.GetProperty("generation").GetInt64()}");
                break;
            case "Show" or "Change":
                if (argument.TryGetProperty("journal", out var of) && of.ValueKind == JsonValueKind.String)
                    FollowJournal(of.GetString()!);
                var version = argument.GetProperty("version").GetInt64();
                // An older version is not painted: it acknowledges the one that it shows.
                Version = Math.Max(Version, version);
                await SendMessage(socket, $$"""{"type":1,"target":"Painted","arguments":[{{Version}}]}""");
                (IsConnected, PaintedAt) = (true, Stopwatch.GetTimestamp());
                break;
        }
    }

    /// <summary>Versions of another journal, or after a restore, cannot be compared with those of before.</summary>
    void FollowJournal(string journal)
    {
        if (Journal.Length > 0 && Journal != journal)
            Version = 0;
        Journal = journal;
    }

    Task SendMessage(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, end.Token);
}
