using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;

namespace NgoDashboard.Tests.Isolation;

/// <summary>Attempts by the screens' hub: forged joins, other transports and protocols, another client's connection.</summary>
static class ReadAttemptsByHub
{
    const char End = '\u001e';

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IEnumerable<ReadAttempt> All =>
    [
        new("hub", true, officer => officer.FollowHub()),
        new("hub with another's code in the address", true, officer => officer.FollowHub(query: "?province=34:31&own=34:31&group=34:31&point=1&lang=34:31")),
        new("hub in another language", true, officer => officer.FollowHub(query: "?lang=en&lang=34:31")),
        new("hub with claims in headers", true, officer => officer.FollowHub(options: with => with.Headers["X-Province"] = with.Headers["X-Forwarded-User"] = "34:31")),
        new("hub by server-sent events", true, officer => officer.FollowHub(options: with => with.Transports = HttpTransportType.ServerSentEvents)),
        new("hub by long polling", true, officer => officer.FollowHub(options: with => with.Transports = HttpTransportType.LongPolling)),
        .. ((string[])["JoinGroup", "Join", "AddToGroup", "Subscribe", "SetProvince", "Open", "OnConnectedAsync"]).Select(method =>
            new ReadAttempt($"hub's method {method}", true, officer => officer.InvokeHubMethod(method, "34:31"))),
        new("hub's own words sent back to it", true, async officer =>
        {
            await officer.InvokeHubMethod("Own", "34:31");
            await officer.InvokeHubMethod("Show", new { version = 999_999, html = "" });
        }),
        new("hub's acknowledgement for another", true, async officer =>
        {
            await officer.InvokeHubMethod("Painted", "34:31");
            await officer.InvokeHubMethod("Painted", 1, "34:31");
        }),
        new("hub in a protocol of another kind", false, officer => Raw(officer, "", """{"protocol":"messagepack","version":1}""", [])),
        new("hub with words in the handshake", true, officer => Raw(officer, "", """{"protocol":"json","version":1,"user":"34:31","province":"34:31","groups":["34:31"]}""",
            ["""{"type":1,"target":"Painted","arguments":[1],"headers":{"province":"34:31"}}"""])),
        new("hub by a connection that the other opened", true, async officer =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{officer.Country.Address}hubs/briefing/negotiate?negotiateVersion=1");
            request.Headers.Authorization = new("Bearer", officer.Country.KeyOf(TwoProvincesFixture.HaiPhong));
            using var answer = await officer.Country.Web.SendAsync(request, Cancellation);
            var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("connectionToken").GetString()!;
            await Raw(officer, $"?id={Uri.EscapeDataString(token)}", """{"protocol":"json","version":1}""", []);
        }),
        new("hub by a connection that does not exist", false, async officer =>
        {
            Assert.Equal(404, await officer.SendWithKey("/hubs/briefing?id=34:31"));
            Assert.Equal(404, await officer.SendWithKey("/hubs/briefing?id=34:31", "POST", "{}"));
        }),
        new("hub with another's key in the address", false, async officer =>
            Assert.Equal(401, await officer.Send("POST", $"/hubs/briefing/negotiate?access_token={officer.Country.HashOf(TwoProvincesFixture.HaiPhong)}&negotiateVersion=1", null))),
    ];

    /// <summary>Uses a raw socket: sends the messages and records everything until a frame has arrived or the server closes.</summary>
    static async Task Raw(Officer officer, string query, string handshake, IEnumerable<string> messages)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {officer.Key}");
        await socket.ConnectAsync(new($"{officer.Country.Address.Replace("http", "ws", StringComparison.Ordinal)}hubs/briefing{query}"), Cancellation);
        foreach (var message in messages.Prepend(handshake))
            await socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        var (received, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        while (socket.State == WebSocketState.Open && !Frames(received).Contains("\"Show\"", StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer, Cancellation);
            received.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        officer.RecordResponse(received.ToString());
        socket.Abort();
    }

    /// <summary>The complete messages so far.</summary>
    static string Frames(StringBuilder said) => said.ToString() is var text && text.LastIndexOf(End) is >= 0 and var end ? text[..end] : "";
}
