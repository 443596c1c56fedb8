using System.Net.WebSockets;
using System.Text;

namespace NgoDashboard.Bench.Servers;

/// <summary>
/// The baseline ("floor" in the reports): Kestrel with WebSockets and nothing else. <c>PUT /edit?bytes=N&amp;wait=W&amp;spread=S</c> sends
/// one message of N bytes to every socket. Clients acknowledge after W to W+S ms, as the application's do; acknowledgements are read and
/// dropped.
/// </summary>
static class BaselineServer
{
    public static async Task Run(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseSockets(options =>
        {
            options.Backlog = 4096;
            options.UnsafePreferInlineScheduling = true;
        }).ConfigureKestrel(options => options.ListenLocalhost(port));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var sockets = new List<WebSocket>();
        var version = 1L;
        var latest = CreateMessage(version, 1000, 0, 0);
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.MapGet("/", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] first;
            lock (sockets)
            {
                sockets.Add(socket);
                first = latest;
            }

            await socket.SendAsync(first.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
            var buffer = new byte[256];
            try
            {
                while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
                {
                }
            }
            catch (WebSocketException)
            {
                // The client has disconnected.
            }

            lock (sockets)
                sockets.Remove(socket);
        });
        app.MapPut("/edit", async context =>
        {
            WebSocket[] all;
            byte[] message;
            lock (sockets)
            {
                message = latest = CreateMessage(++version, ReadNumber("bytes"), ReadNumber("wait"), ReadNumber("spread"));
                all = [.. sockets];
            }

            _ = Task.Run(() =>
            {
                foreach (var socket in all)
                    _ = Send(socket, message);
            });
            await context.Response.WriteAsync($"{{\"version\":{version}}}");

            int ReadNumber(string name) => int.Parse(context.Request.Query[name]!, System.Globalization.CultureInfo.InvariantCulture);
        });
        await app.RunAsync();
    }

    static async Task Send(WebSocket socket, byte[] message)
    {
        try
        {
            await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The client has disconnected.
        }
    }

    /// <summary>
    /// A message of <paramref name="bytes"/> bytes on the wire in the form of the hub, so that the same clients can read it.
    /// </summary>
    static byte[] CreateMessage(long version, int bytes, int wait, int spread)
    {
        // The header of a WebSocket frame has 2 bytes, from 126 bytes of payload on 4.
        var length = bytes - (bytes > 127 ? 4 : 2);
        var start = $"{{\"type\":1,\"target\":\"Show\",\"arguments\":[{{\"version\":{version},\"html\":\"";
        var end = $"\",\"wait\":{wait},\"spread\":{spread}}}]}}\u001e";
        return Encoding.ASCII.GetBytes(start + new string('A', Math.Max(0, length - start.Length - end.Length)) + end);
    }
}
