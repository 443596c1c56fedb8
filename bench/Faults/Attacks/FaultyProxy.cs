using System.Net;
using System.Net.Sockets;
using System.Text;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Attacks;

enum WebSocketPolicy
{
    PassOn,

    /// <summary>Answered with 400, as by a proxy that was not told of them.</summary>
    Refuse,

    /// <summary>Opened and closed at once.</summary>
    Cut,
}

/// <summary>
/// A reverse proxy as some offices have it: one request for each connection, answers held back until they end or fill a buffer (save where
/// the answer itself forbids that, by the header that nginx obeys), and WebSockets that do not get through.
/// </summary>
sealed class FaultyProxy : IDisposable
{
    /// <summary>As much as nginx holds by default: eight buffers of eight kilobytes.</summary>
    const int BufferLimitBytes = 64 * 1024;

    const string UnbufferedHeader = "X-Accel-Buffering: no";

    readonly TcpListener listener;
    readonly int upstream;
    readonly bool buffers;
    readonly WebSocketPolicy sockets;
    readonly CancellationTokenSource end = new();

    public FaultyProxy(int upstream, bool buffers, WebSocketPolicy sockets)
    {
        (this.upstream, this.buffers, this.sockets) = (upstream, buffers, sockets);
        listener = new(IPAddress.Loopback, BriefingApplication.GetFreePort());
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptConnections();
    }

    public int Port { get; }

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
    }

    async Task AcceptConnections()
    {
        try
        {
            while (true)
                _ = ForwardConnection(await listener.AcceptTcpClientAsync(end.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // It is over.
        }
    }

    async Task ForwardConnection(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        try
        {
            var from = client.GetStream();
            var (head, rest) = await ReadHead(from, both.Token);
            if (head is null)
                return;
            var isUpgrade = head.Contains("\r\nUpgrade: websocket", StringComparison.OrdinalIgnoreCase);
            if (isUpgrade && sockets == WebSocketPolicy.Refuse)
            {
                await from.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), both.Token);
                return;
            }

            await server.ConnectAsync(IPAddress.Loopback, upstream, both.Token);
            var to = server.GetStream();
            await to.WriteAsync(Encoding.Latin1.GetBytes(isUpgrade ? head : WithoutKeepAlive(head)), both.Token);
            await to.WriteAsync(rest, both.Token);
            var sending = ForwardRequestBody(from, to, both);
            await ForwardResponse(to, from, isUpgrade, both.Token);
            await both.CancelAsync();
            await sending;
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has hung up.
        }
    }

    async Task ForwardResponse(NetworkStream server, NetworkStream client, bool isUpgrade, CancellationToken cancellation)
    {
        var (head, rest) = await ReadHead(server, cancellation);
        if (head is null)
            return;
        await client.WriteAsync(Encoding.Latin1.GetBytes(head), cancellation);
        if (isUpgrade && sockets == WebSocketPolicy.Cut)
            return;
        var holds = buffers && !isUpgrade && !head.Contains(UnbufferedHeader, StringComparison.OrdinalIgnoreCase);
        using var held = new MemoryStream();
        held.Write(rest);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            if (held.Length > 0 && (!holds || held.Length >= BufferLimitBytes))
            {
                await client.WriteAsync(held.ToArray(), cancellation);
                held.SetLength(0);
            }

            var read = await server.ReadAsync(buffer, cancellation);
            if (read == 0)
                break;
            held.Write(buffer, 0, read);
        }

        await client.WriteAsync(held.ToArray(), cancellation);
    }

    static async Task ForwardRequestBody(NetworkStream from, NetworkStream to, CancellationTokenSource both)
    {
        try
        {
            await from.CopyToAsync(to, both.Token);
            // The client has hung up: so does the proxy.
            await both.CancelAsync();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The answer is through, or one of the two has hung up.
        }
    }

    static async Task<(string? Head, byte[] Left)> ReadHead(NetworkStream stream, CancellationToken cancellation)
    {
        var (bytes, length) = (new byte[64 * 1024], 0);
        while (length < bytes.Length)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), cancellation);
            if (read == 0)
                return (null, []);
            length += read;
            if (bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var at and >= 0)
                return (Encoding.Latin1.GetString(bytes, 0, at + 4), bytes[(at + 4)..length]);
        }

        return (null, []);
    }

    /// <summary>The end of the answer is the end of the connection then.</summary>
    static string WithoutKeepAlive(string head) =>
        string.Join("\r\n", head.Split("\r\n").Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)))
        .Insert(head.IndexOf("\r\n", StringComparison.Ordinal) + 2, "Connection: close\r\n");
}
