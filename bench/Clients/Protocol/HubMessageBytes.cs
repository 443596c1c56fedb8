using System.Text;

namespace NgoDashboard.Bench.Clients.Protocol;

/// <summary>Messages of a client as bytes for the wire, and a parser for the few fields that it needs of the server's messages.</summary>
static class HubMessageBytes
{
    /// <summary>Terminates every SignalR message.</summary>
    public const byte RecordSeparator = 0x1e;

    public static readonly byte[] Handshake = CreateTextFrame("{\"protocol\":\"json\",\"version\":1}\u001e");
    public static readonly byte[] Ping = CreateTextFrame("{\"type\":6}\u001e");

    public static byte[] CreateUpgradeRequest(int port, string path, string? key, string more = "") => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{(key is null ? "" : $"Authorization: Bearer {key}\r\n")}{more}\r\n");

    public static byte[] CreatePaintedMessage(long version) => CreateTextFrame($"{{\"type\":1,\"target\":\"Painted\",\"arguments\":[{version}]}}\u001e");

    public static bool IsFrameOrStrip(ReadOnlySpan<byte> message) =>
        message.StartsWith("{\"type\":1"u8) && !message.StartsWith("{\"type\":1,\"target\":\"Roll\""u8);

    /// <summary>The version of a frame or difference; 0 for any other message.</summary>
    public static long ReadVersion(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("{\"type\":1,\"target\":\"Show\""u8) && !message.StartsWith("{\"type\":1,\"target\":\"Change\""u8))
            return 0;
        return ReadNumber(message, "\"version\":"u8);
    }

    /// <summary>The acknowledgement delay of a frame: minimum and jitter.</summary>
    public static (int Wait, int Spread) ReadAckDelayMs(ReadOnlySpan<byte> message)
    {
        // The fields are at the end, behind kilobytes of HTML.
        var end = message[^Math.Min(message.Length, 80)..];
        return ((int)ReadNumber(end, "\"wait\":"u8), (int)ReadNumber(end, "\"spread\":"u8));
    }

    static long ReadNumber(ReadOnlySpan<byte> message, ReadOnlySpan<byte> after)
    {
        var at = message.IndexOf(after);
        if (at < 0)
            return 0;
        var number = 0L;
        foreach (var digit in message[(at + after.Length)..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
                break;
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>A text frame of a WebSocket client, masked with zeros (RFC 6455, 5.3).</summary>
    static byte[] CreateTextFrame(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        return payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]
            : throw new ArgumentException("Longer than a client's messages are.", nameof(text));
    }
}
