using System.Net;
using System.Net.Sockets;
using System.Text;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Attacks;

enum WebSocketPolicy
{
    PassOn,

    /// <summary>Answers the upgrade with 400, as a proxy that is not configured for WebSockets.</summary>
    Refuse,

    /// <summary>Closes the WebSocket directly after the upgrade.</summary>
    Cut,
}

/// <summary>
/// A badly configured reverse proxy: one request per connection, responses buffered until they end or fill the buffer (unless they forbid
/// it by nginx' header X-Accel-Buffering), and WebSockets that do not pass.
/// </summary>
sealed class FaultyProxy : IDisposable
{
    /// <summary>The default of nginx: eight buffers of 8 KB.</summary>
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
            // The proxy is disposed.
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
            // The client or the server has closed the connection.
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
            // The client has closed the connection, so the proxy closes its own.
            await both.CancelAsync();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The response is complete, or the client or the server has closed the connection.
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

    /// <summary>Without keep-alive the end of the response is the end of the connection.</summary>
    static string WithoutKeepAlive(string head) =>
        string.Join("\r\n", head.Split("\r\n").Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)))
        .Insert(head.IndexOf("\r\n", StringComparison.Ordinal) + 2, "Connection: close\r\n");
}
