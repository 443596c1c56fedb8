using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NgoDashboard.Bench.Servers;

/// <summary>An answered edit.</summary>
/// <param name="ScheduledAt">Timestamp at which it should have begun.</param>
/// <param name="Elapsed">From then to the last byte of the answer.</param>
readonly record struct EditResult(long Version, long ScheduledAt, TimeSpan Elapsed);

/// <summary>
/// One keep-alive connection for edits, without an HTTP library, whose own work would be measured too. For one thread at a time.
/// </summary>
sealed class EditConnection : IDisposable
{
    /// <summary>Less than Kestrel's keep-alive timeout of two minutes.</summary>
    static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(1);

    readonly byte[] buffer = new byte[64 * 1024];
    readonly int port;
    readonly string? key;
    Socket socket;
    long lastUsedAt = Stopwatch.GetTimestamp();

    public EditConnection(int port, string? key)
    {
        (this.port, this.key) = (port, key);
        socket = ConnectSocket(port);
    }

    /// <param name="scheduledAt">Timestamp at which the edit should begin; null for now.</param>
    /// <exception cref="BenchException">The server refused the edit.</exception>
    public EditResult PutEdit(string path, string body, long? scheduledAt = null)
    {
        var from = scheduledAt ?? Stopwatch.GetTimestamp();
        var answer = SendRequest("PUT", path, body);
        var took = Stopwatch.GetElapsedTime(from);
        var at = answer.IndexOf("{\"version\":", StringComparison.Ordinal);
        if (at < 0 || !answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new BenchException("An edit was not taken: " + answer);
        var digits = answer[(at + 11)..].TakeWhile(char.IsAsciiDigit).ToArray();
        return new(long.Parse(digits, CultureInfo.InvariantCulture), from, took);
    }

    /// <returns>The whole response: headers and body.</returns>
    public string SendRequest(string method, string path, string? body = null)
    {
        if (Stopwatch.GetElapsedTime(lastUsedAt) > MaxIdle)
        {
            socket.Dispose();
            socket = ConnectSocket(port);
        }

        lastUsedAt = Stopwatch.GetTimestamp();
        var content = Encoding.UTF8.GetBytes(body ?? "");
        var head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{(key is null ? "" : $"Authorization: Bearer {key}\r\n")}"
            + $"Content-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n";
        socket.Send([.. Encoding.ASCII.GetBytes(head), .. content]);
        var length = 0;
        while (true)
        {
            var received = socket.Receive(buffer.AsSpan(length));
            if (received == 0)
                throw new BenchException("The server ended the connection of the edits.");
            length += received;
            if (IsCompleteResponse(buffer.AsSpan(0, length)))
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    public void Dispose() => socket.Dispose();

    static Socket ConnectSocket(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    static bool IsCompleteResponse(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = Encoding.ASCII.GetString(answer[..end]);
        const string Length = "Content-Length: ";
        return head.IndexOf(Length, StringComparison.OrdinalIgnoreCase) is var at and >= 0
            ? answer.Length - end - 4 >= int.Parse(
                new string([.. head[(at + Length.Length)..].TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture)
            : answer.EndsWith("\r\n0\r\n\r\n"u8);
    }
}
