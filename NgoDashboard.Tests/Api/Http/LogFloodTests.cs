using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Api.Http;

/// <summary>Refused requests must not fill the log, and a slow client is no error of the server.</summary>
[Trait("Tier", "Host")]
public sealed class LogFloodTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flood_OfWhatIsRefused_LeavesALineOrTwo()
    {
        await using var server = await InProcessServer.Start();
        var screen = await server.IssueKey("screen");
        using var web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(server.Address) };
        var before = Lines(server);

        for (var i = 0; i < 40; i++)
        {
            foreach (var (method, path, key) in ((string, string, string?)[])
                     [
                         ("GET", $"/none-{i}", null), ("GET", "/api/figures", null), ("GET", "/api/figures", $"wrong-{i}"), ("GET", "/api/keys", screen), ("PUT", "/api/stage", screen),
                         ("POST", "/hubs/briefing/negotiate?negotiateVersion=1", null), ("POST", "/_blazor/negotiate?negotiateVersion=1", null), ("GET", "/desk", null),
                         ("GET", $"/enter?key=wrong-{i}", null), ("POST", "/enter", null), ("GET", "/hubs/briefing?id=none", screen), ("GET", "/%00", null),
                         ("GET", "/scenes?item=1", screen), ("GET", "/api/scenes?format=csv&item=1", screen), ("TRACE", "/api/figures", null),
                     ])
                await Ask(web, method, path, key);
            // Malformed forms and cookies.
            await Ask(web, "POST", "/enter", null, new StringContent("a", Encoding.UTF8, "multipart/form-data"));
            await Ask(web, "POST", "/enter", null, new StringContent(new string('a', 20_000), Encoding.UTF8, "application/x-www-form-urlencoded"));
            await Ask(web, "POST", "/enter", null, new StringContent("__RequestVerificationToken=abc&key=a", Encoding.UTF8, "application/x-www-form-urlencoded"), "briefing=abc; .AspNetCore.Antiforgery.x=abc");
            await Raw(server, "GARBAGE\r\n\r\n");
            await Raw(server, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n");
        }

        await Hub(server, screen);
        await Sockets(server, screen);

        Assert.True(Lines(server).Length - before.Length <= 2, string.Join('\n', Lines(server)[before.Length..]));
    }

    /// <summary>
    /// A body that stops arriving is answered with 408 and a message, in the API and outside of it, without a stack trace in the log. The
    /// requests are concurrent, because the server waits five seconds for each.
    /// </summary>
    [Fact]
    public async Task Body_ThatComesTooSlowly_IsToldSoAndIsNoFault()
    {
        await using var server = await InProcessServer.Start();
        var before = Lines(server);

        await Task.WhenAll(
            Slow("PUT /api/figures", "application/json", "quá chậm"), Slow("POST /api/points", "text/csv", "quá chậm"),
            Slow("POST /api/imports", "multipart/form-data; boundary=x", "quá chậm"), Slow("POST /enter", "application/x-www-form-urlencoded", ""));

        Assert.Equal(before, Lines(server));

        async Task Slow(string request, string type, string sentence)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port, Cancellation);
            var stream = socket.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"{request} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {BriefingServer.DeskKey}\r\nContent-Type: {type}\r\nContent-Length: 10000\r\n\r\n["),
                Cancellation);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(Cancellation);
            Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
            Assert.Contains(sentence, answer, StringComparison.Ordinal);
        }
    }

    /// <summary>Calls hub methods that do not exist, existing ones with wrong arguments, and methods that are not for clients.</summary>
    static async Task Hub(InProcessServer server, string key)
    {
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(new(server.Address), "hubs/briefing"), with => with.Headers["Authorization"] = $"Bearer {key}").Build();
        await connection.StartAsync(Cancellation);
        for (var i = 0; i < 40; i++)
        {
            foreach (var (method, arguments) in ((string, object?[])[])[($"None{i}", []), ("Painted", ["a"]), ("Painted", []), ("Painted", [1, 2]), ("OnConnectedAsync", []), ("StartCircuit", ["a", "b", "c", "d"])])
                await Assert.ThrowsAsync<HubException>(() => connection.InvokeCoreAsync<object?>(method, arguments, Cancellation));
        }
    }

    /// <summary>Malformed messages end the connection.</summary>
    static async Task Sockets(InProcessServer server, string key)
    {
        foreach (var message in (string[])["{\"protocol\":\"none\",\"version\":1}\u001e", "garbage\u001e", "{\"protocol\":\"json\",\"version\":1}\u001e{\"type\":99}\u001e{{{\u001e", "{\"protocol\":\"json\",\"version\":1}\u001e" + new string('a', 10_000)])
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
            await socket.ConnectAsync(new($"{server.Address.Replace("http", "ws", StringComparison.Ordinal)}/hubs/briefing"), Cancellation);
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancellation);
            var buffer = new byte[4096];
            try
            {
                while (socket.State == WebSocketState.Open && (await socket.ReceiveAsync(buffer, Cancellation)).MessageType != WebSocketMessageType.Close)
                {
                }
            }
            catch (WebSocketException)
            {
                // The server ended it without a closing handshake.
            }
        }
    }

    /// <summary>Without Kestrel's warnings of a busy machine (heartbeat).</summary>
    static string[] Lines(InProcessServer server) =>
        [.. server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains("heartbeat", StringComparison.Ordinal))];

    static async Task Ask(HttpClient web, string method, string path, string? key, HttpContent? content = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = content };
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await web.SendAsync(request, Cancellation);
        Assert.InRange((int)answer.StatusCode, 300, 499);
    }

    static async Task Raw(InProcessServer server, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port, Cancellation);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        var buffer = new byte[256];
        while (await socket.GetStream().ReadAsync(buffer, Cancellation) > 0)
        {
        }
    }
}
