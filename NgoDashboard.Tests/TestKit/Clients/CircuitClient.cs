using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace NgoDashboard.Tests.TestKit.Clients;

/// <summary>
/// The client half of a Blazor circuit: starts, reconnects and resumes circuits, or is refused. Speaks Blazor's MessagePack protocol
/// ("blazorpack") over its own socket, without a browser.
/// </summary>
sealed class CircuitClient : IDisposable
{
    const byte RecordSeparator = 0x1e;

    readonly ClientWebSocket socket = new();
    readonly Queue<byte[]> messages = new();
    byte[] incompleteMessage = [];
    int calls;

    CircuitClient()
    {
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether the server has ended the connection.</summary>
    public bool IsClosed => socket.State != WebSocketState.Open;

    /// <param name="headers">Headers of the handshake: a key, a cookie, an origin.</param>
    /// <exception cref="WebSocketException">The server refuses the connection.</exception>
    public static async Task<CircuitClient> Open(Uri server, params (string Name, string Value)[] headers)
    {
        var client = new CircuitClient();
        foreach (var (name, value) in headers)
            client.socket.Options.SetRequestHeader(name, value);
        await client.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/_blazor" }.Uri, Cancellation);
        await client.socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
        return client;
    }

    /// <returns>The secret of the circuit; null if none was started.</returns>
    public Task<string?> StartCircuit(Uri server) => InvokeHubMethod("StartCircuit", server.AbsoluteUri, server.AbsoluteUri, "[]", "");

    /// <returns>"True" if the server accepts the reconnect.</returns>
    public Task<string?> ReconnectCircuit(string secret) => InvokeHubMethod("ConnectCircuit", secret);

    public Task<string?> ResumeCircuit(string secret, Uri server) => InvokeHubMethod("ResumeCircuit", secret, server.AbsoluteUri, server.AbsoluteUri, "[]", "");

    /// <summary>Calls a hub method and waits for its result; null if it has none, or the connection ends.</summary>
    public async Task<string?> InvokeHubMethod(string method, params string[] arguments)
    {
        var id = (++calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var body = new MemoryStream();
        body.Write([0x95, 1, 0x80]);
        WriteString(body, id);
        WriteString(body, method);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
            WriteString(body, argument);
        await Send(body.ToArray());
        while (await ReceiveMessage() is { } message)
        {
            if (TryReadCompletion(message, id) is var (isIt, result) && isIt)
                return result;
        }

        return null;
    }

    public async Task WaitUntilClosed()
    {
        while (await ReceiveMessage() is not null)
        {
        }
    }

    /// <summary>Ends the connection without a closing handshake, as when the network fails.</summary>
    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }

    async Task Send(byte[] body)
    {
        using var framed = new MemoryStream();
        var length = (uint)body.Length;
        for (; length > 0x7f; length >>= 7)
            framed.WriteByte((byte)(length | 0x80));
        framed.WriteByte((byte)length);
        framed.Write(body);
        await socket.SendAsync(framed.ToArray(), WebSocketMessageType.Binary, true, Cancellation);
    }

    static void WriteString(MemoryStream body, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> head = [0xdb, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
        body.Write(head);
        body.Write(bytes);
    }

    /// <summary>A completion is [3, headers, id, kind, result]; kind 1 is an error, 2 no result, 3 a result.</summary>
    static (bool IsIt, string? Result) TryReadCompletion(byte[] message, string id)
    {
        if (message is not [0x94 or 0x95, 3, 0x80, ..])
            return (false, null);
        var at = 3;
        if (ReadString(message, ref at) != id)
            return (false, null);
        return message[at++] == 3 ? (true, ReadString(message, ref at)) : (true, null);
    }

    static string? ReadString(byte[] message, ref int at)
    {
        var form = message[at++];
        if (form is 0xc0)
            return null;
        if (form is 0xc2 or 0xc3)
            return $"{form == 0xc3}";
        var length = form switch
        {
            >= 0xa0 and <= 0xbf => form & 0x1f,
            0xd9 => message[at++],
            0xda => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan((at += 2) - 2)),
            0xdb => BinaryPrimitives.ReadInt32BigEndian(message.AsSpan((at += 4) - 4)),
            _ => throw new FormatException($"MessagePack's form 0x{form:x2} was not expected here."),
        };
        at += length;
        return Encoding.UTF8.GetString(message, at - length, length);
    }

    /// <summary>The next whole message; null after the connection has ended.</summary>
    async Task<byte[]?> ReceiveMessage()
    {
        var buffer = new byte[16 * 1024];
        while (messages.Count == 0)
        {
            try
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                SplitMessages([.. incompleteMessage, .. buffer[..part.Count]]);
            }
            catch (WebSocketException)
            {
                return null;
            }
        }

        return messages.Dequeue();
    }

    void SplitMessages(byte[] bytes)
    {
        // The response to the handshake is the only JSON message.
        if (bytes is [(byte)'{', ..] && Array.IndexOf(bytes, RecordSeparator) is >= 0 and var end)
            bytes = bytes[(end + 1)..];
        while (bytes.Length > 0)
        {
            var (size, at) = (0, 0);
            do
                size |= (bytes[at] & 0x7f) << (7 * at);
            while (bytes[at++] >= 0x80 && at < bytes.Length);
            if (bytes.Length < at + size)
                break;
            messages.Enqueue(bytes[at..(at + size)]);
            bytes = bytes[(at + size)..];
        }

        incompleteMessage = bytes;
    }
}
