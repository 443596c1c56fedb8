using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using NgoDashboard.Bench.Clients.Protocol;

namespace NgoDashboard.Bench.Clients.Circuits;

/// <summary>
/// One viewer with a circuit, without a browser: starts the circuit, offers compression as browsers do, and acknowledges every render
/// batch.
/// </summary>
sealed class CircuitViewer(int index, CircuitSimulator simulator) : IDisposable
{
    const int InitialBufferBytes = 4096;

    static readonly byte[] VersionPrefix = Encoding.UTF8.GetBytes("bản ");

    readonly SemaphoreSlim sendLock = new(1);
    WebSocket? socket;
    CountingStream? stream;
    byte[] buffer = new byte[InitialBufferBytes];
    int length;
    bool isHandshakeDone;
    long lastSentAt;

    public long ReceivedBytes => stream?.ReceivedBytes ?? 0;

    public bool IsOpen { get; private set; }

    public bool IsReady { get; private set; }

    public long Version { get; private set; }

    /// <summary>
    /// The versions before and after the last render batch, and a hash of its bytes, to compare it with that of other viewers.
    /// </summary>
    public (long From, long To, int Bytes) LastBatch { get; private set; }

    /// <summary>Runs until the server or the simulator ends the circuit.</summary>
    public async Task Run(int port, string operations, CancellationToken end)
    {
        await Connect(port, end);
        IsOpen = true;
        await SendMessage(BlazorPackMessages.Handshake, WebSocketMessageType.Text);
        await SendMessage(BlazorPackMessages.StartCircuit($"http://127.0.0.1:{port}/"));
        while (!end.IsCancellationRequested)
        {
            if (buffer.Length - length < InitialBufferBytes / 4)
                Array.Resize(ref buffer, buffer.Length * 2);
            var received = await socket!.ReceiveAsync(buffer.AsMemory(length), end);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new InvalidDataException("The server closed a circuit.");
            length += received.Count;
            if (received.EndOfMessage)
                await HandleMessages(operations);
        }
    }

    /// <summary>Pings if the viewer has sent nothing for that time.</summary>
    public async Task PingIfIdle(TimeSpan silent)
    {
        if (IsOpen && isHandshakeDone && Stopwatch.GetElapsedTime(lastSentAt) >= silent)
            await SendMessage(BlazorPackMessages.Ping);
    }

    public void Dispose()
    {
        IsOpen = false;
        socket?.Dispose();
        sendLock.Dispose();
    }

    async Task Connect(int port, CancellationToken end)
    {
        var plain = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await plain.ConnectAsync(IPAddress.Loopback, port, end);
        stream = new(plain);
        var upgrade = HubMessageBytes.CreateUpgradeRequest(
            port, "/_blazor", null, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
        await stream.WriteAsync(upgrade, end);
        // The server sends nothing more before the handshake.
        while (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var received = await stream.ReadAsync(buffer.AsMemory(length), end);
            length += received > 0 ? received : throw new InvalidDataException("The server refused a circuit.");
        }

        var answer = Encoding.ASCII.GetString(buffer, 0, length);
        length = 0;
        if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) || !answer.Contains("permessage-deflate", StringComparison.Ordinal)
            || answer.Contains("no_context_takeover", StringComparison.Ordinal))
            throw new InvalidDataException("The server does not take a circuit, or not with compression: " + answer);
        socket = WebSocket.CreateFromStream(stream, new() { KeepAliveInterval = TimeSpan.Zero, DangerousDeflateOptions = new() });
    }

    /// <summary>Handles the whole messages in the buffer and keeps an incomplete one.</summary>
    async Task HandleMessages(string operations)
    {
        var at = 0;
        if (!isHandshakeDone)
        {
            at = buffer.AsSpan(0, length).IndexOf(HubMessageBytes.RecordSeparator) + 1;
            isHandshakeDone = at > 0;
        }

        while (isHandshakeDone && FindWholeMessage(buffer.AsSpan(at, length - at)) is var (start, size) && size > 0)
        {
            if (HandleMessage(buffer.AsSpan(at + start, size), operations) is { } answer)
                await SendMessage(answer);
            if (Version > 0 && !IsReady)
                simulator.CountReady(IsReady = true);
            at += start + size;
        }

        buffer.AsSpan(at, length - at).CopyTo(buffer);
        length -= at;
        // The first batch is many times longer than the following ones.
        if (buffer.Length > InitialBufferBytes && length < InitialBufferBytes)
            Array.Resize(ref buffer, InitialBufferBytes);
    }

    /// <summary>Start and size of the first message, behind its length prefix (varint); (0, 0) if it is incomplete.</summary>
    static (int Start, int Size) FindWholeMessage(ReadOnlySpan<byte> bytes)
    {
        var size = 0;
        for (var i = 0; i < Math.Min(5, bytes.Length); i++)
        {
            size |= (bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
                return bytes.Length >= i + 1 + size ? (i + 1, size) : default;
        }

        return default;
    }

    /// <returns>The message to answer with; null for none.</returns>
    byte[]? HandleMessage(ReadOnlySpan<byte> message, string operations)
    {
        var pack = new BlazorPackReader(message);
        pack.ReadCollectionLength();
        switch (pack.ReadInt64())
        {
            case 1:
                pack.SkipHeaders();
                pack.ReadBytes();
                return HandleInvocation(pack.ReadString(), ref pack);
            case 3:
                return BlazorPackMessages.AddComponents(operations);
            case 7:
                throw new InvalidDataException("The server ends a circuit.");
            default:
                return null;
        }
    }

    byte[]? HandleInvocation(string target, ref BlazorPackReader pack)
    {
        pack.ReadCollectionLength();
        switch (target)
        {
            case "JS.RenderBatch":
                var id = pack.ReadInt64();
                HandleRenderBatch(pack.ReadBytes());
                return BlazorPackMessages.RenderCompleted(id);
            case "JS.BeginInvokeJS":
                return BlazorPackMessages.EndInvokeJs(pack.ReadInt64());
            case "JS.Error":
                throw new InvalidDataException("A circuit failed: " + pack.ReadString());
            default:
                return null;
        }
    }

    void HandleRenderBatch(ReadOnlySpan<byte> batch)
    {
        if (FindVersion(batch) is not (> 0 and var version))
            return;
        var hash = new HashCode();
        hash.AddBytes(batch);
        (LastBatch, Version) = ((Version, version, hash.ToHashCode()), version);
        simulator.AddReceipt(index, version, stream!.LastReceivedAt);
    }

    /// <summary>Finds the string "bản N" in the batch's string table, where each string follows its length.</summary>
    static long FindVersion(ReadOnlySpan<byte> batch)
    {
        for (var at = batch.IndexOf(VersionPrefix); at > 0; at = batch.IndexOf(VersionPrefix))
        {
            var digits = batch[at - 1] - VersionPrefix.Length;
            var after = batch[(at + VersionPrefix.Length)..];
            if (digits is > 0 and < 19 && digits <= after.Length
                && System.Buffers.Text.Utf8Parser.TryParse(after[..digits], out long version, out var read) && read == digits)
                return version;
            batch = after;
        }

        return 0;
    }

    async ValueTask SendMessage(byte[] what, WebSocketMessageType kind = WebSocketMessageType.Binary)
    {
        lastSentAt = Stopwatch.GetTimestamp();
        await sendLock.WaitAsync();
        try
        {
            await socket!.SendAsync(what.AsMemory(), kind, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sendLock.Release();
        }
    }
}
