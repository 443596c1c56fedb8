using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace NgoDashboard.Bench.Clients;

/// <summary>
/// One viewer with a circuit, without a browser: it starts the circuit, offers compression as browsers do, and acknowledges every
/// render batch.
/// </summary>
sealed class Circuit(int index, CircuitSwarm swarm) : IDisposable
{
    const int Small = 4096;

    static readonly byte[] VersionWord = Encoding.UTF8.GetBytes("bản ");

    readonly SemaphoreSlim speaking = new(1);
    WebSocket? socket;
    CountedStream? stream;
    byte[] buffer = new byte[Small];
    int length;
    bool isGreeted;
    long spokeAt;

    public long Received => stream?.Received ?? 0;

    public bool IsOpen { get; private set; }

    public bool IsSettled { get; private set; }

    public long Version { get; private set; }

    /// <summary>What the last render batch was made from, and what it said: those of two viewers are the same bytes.</summary>
    public (long From, long To, int Bytes) Last { get; private set; }

    /// <summary>Until the server or the swarm ends it.</summary>
    public async Task Run(int port, string operations, CancellationToken end)
    {
        await Connect(port, end);
        IsOpen = true;
        await Say(CircuitSpeech.Handshake, WebSocketMessageType.Text);
        await Say(CircuitSpeech.Start($"http://127.0.0.1:{port}/"));
        while (!end.IsCancellationRequested)
        {
            if (buffer.Length - length < Small / 4)
                Array.Resize(ref buffer, buffer.Length * 2);
            var received = await socket!.ReceiveAsync(buffer.AsMemory(length), end);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new InvalidDataException("The server closed a circuit.");
            length += received.Count;
            if (received.EndOfMessage)
                await Read(operations);
        }
    }

    /// <summary>Where it has said nothing else in that time.</summary>
    public async Task Ping(TimeSpan silent)
    {
        if (IsOpen && isGreeted && Stopwatch.GetElapsedTime(spokeAt) >= silent)
            await Say(CircuitSpeech.Ping);
    }

    public void Dispose()
    {
        IsOpen = false;
        socket?.Dispose();
        speaking.Dispose();
    }

    async Task Connect(int port, CancellationToken end)
    {
        var plain = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await plain.ConnectAsync(IPAddress.Loopback, port, end);
        stream = new(plain);
        await stream.WriteAsync(Speech.Upgrade(port, "/_blazor", null, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"), end);
        // The server says nothing more before it is spoken to.
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

    /// <summary>Whole messages of the hub; what is not yet whole stays.</summary>
    async Task Read(string operations)
    {
        var at = 0;
        if (!isGreeted)
        {
            at = buffer.AsSpan(0, length).IndexOf(Speech.End) + 1;
            isGreeted = at > 0;
        }

        while (isGreeted && Whole(buffer.AsSpan(at, length - at)) is var (start, size) && size > 0)
        {
            if (Hear(buffer.AsSpan(at + start, size), operations) is { } answer)
                await Say(answer);
            if (Version > 0 && !IsSettled)
                swarm.Settle(IsSettled = true);
            at += start + size;
        }

        buffer.AsSpan(at, length - at).CopyTo(buffer);
        length -= at;
        // The first batch is many times longer than what follows it.
        if (buffer.Length > Small && length < Small)
            Array.Resize(ref buffer, Small);
    }

    /// <summary>Where the message begins after its length, and how long it is; 0 where it is not yet there.</summary>
    static (int Start, int Size) Whole(ReadOnlySpan<byte> bytes)
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

    /// <returns>What is to be said to it.</returns>
    byte[]? Hear(ReadOnlySpan<byte> message, string operations)
    {
        var pack = new Pack(message);
        pack.Members();
        switch (pack.Number())
        {
            case 1:
                pack.SkipHeaders();
                pack.Bytes();
                return Called(pack.Text(), ref pack);
            case 3:
                return CircuitSpeech.AddComponents(operations);
            case 7:
                throw new InvalidDataException("The server ends a circuit.");
            default:
                return null;
        }
    }

    byte[]? Called(string target, ref Pack pack)
    {
        pack.Members();
        switch (target)
        {
            case "JS.RenderBatch":
                var id = pack.Number();
                Rendered(pack.Bytes());
                return CircuitSpeech.RenderCompleted(id);
            case "JS.BeginInvokeJS":
                return CircuitSpeech.ScriptDone(pack.Number());
            case "JS.Error":
                throw new InvalidDataException("A circuit failed: " + pack.Text());
            default:
                return null;
        }
    }

    void Rendered(ReadOnlySpan<byte> batch)
    {
        if (VersionIn(batch) is not (> 0 and var version))
            return;
        var hash = new HashCode();
        hash.AddBytes(batch);
        (Last, Version) = ((Version, version, hash.ToHashCode()), version);
        swarm.Receive(index, version, stream!.ReceivedAt);
    }

    /// <summary>The text "bản N" as the batch's table of texts has it: its length, and then nothing but it.</summary>
    static long VersionIn(ReadOnlySpan<byte> batch)
    {
        for (var at = batch.IndexOf(VersionWord); at > 0; at = batch.IndexOf(VersionWord))
        {
            var digits = batch[at - 1] - VersionWord.Length;
            var after = batch[(at + VersionWord.Length)..];
            if (digits is > 0 and < 19 && digits <= after.Length
                && System.Buffers.Text.Utf8Parser.TryParse(after[..digits], out long version, out var read) && read == digits)
                return version;
            batch = after;
        }

        return 0;
    }

    async ValueTask Say(byte[] what, WebSocketMessageType kind = WebSocketMessageType.Binary)
    {
        spokeAt = Stopwatch.GetTimestamp();
        await speaking.WaitAsync();
        try
        {
            await socket!.SendAsync(what.AsMemory(), kind, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            speaking.Release();
        }
    }
}
