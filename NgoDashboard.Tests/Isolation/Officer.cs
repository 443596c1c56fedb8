using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Tests.TestKit.Clients;

namespace NgoDashboard.Tests.Isolation;

/// <summary>A client with an officer's key that makes a read attempt, and records all answers.</summary>
/// <param name="province">The officer's province.</param>
/// <param name="cookie">"briefing=…", as the sign-in returned it.</param>
sealed class Officer(TwoProvincesFixture country, ProvinceCode province, string key, string cookie)
{
    readonly ConcurrentQueue<byte[]> responses = new();

    public TwoProvincesFixture Country => country;

    public ProvinceCode Province => province;

    public string Key => key;

    public string Cookie => cookie;

    public IReadOnlyCollection<byte[]> Responses => responses;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void RecordResponse(string text) => responses.Enqueue(Encoding.UTF8.GetBytes(text));

    public void RecordResponse(byte[] bytes) => responses.Enqueue(bytes);

    /// <summary>Sends the key in the header.</summary>
    public Task<int> SendWithKey(string path, string method = "GET", string? json = null, params (string Name, string Value)[] headers) =>
        Send(method, path, json, [("Authorization", $"Bearer {key}"), .. headers]);

    /// <summary>Sends the cookie, like a browser.</summary>
    public Task<int> SendWithCookie(string path, string method = "GET", params (string Name, string Value)[] headers) =>
        Send(method, path, null, [("Cookie", cookie), .. headers]);

    /// <summary>Sends exactly these headers; the path is not canonicalised.</summary>
    /// <returns>The status.</returns>
    public async Task<int> Send(string method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(country.Address.TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        using var answer = await country.Web.SendAsync(request, Cancellation);
        RecordResponse($"{(int)answer.StatusCode} {answer.Headers} {answer.Content.Headers}");
        RecordResponse(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        return (int)answer.StatusCode;
    }

    /// <summary>Sends a request to each path; any status is accepted.</summary>
    public async Task SendAllWithKey(params string[] paths)
    {
        foreach (var path in paths)
            await SendWithKey(path);
    }

    /// <summary>
    /// Connects to the hub, makes an attempt there, and stays until the next version has arrived: a client that got into another
    /// province's group would receive its frame.
    /// </summary>
    public async Task FollowHub(Func<HubConnection, Task>? attempt = null, string query = "", Action<HttpConnectionOptions>? options = null)
    {
        var newest = 0L;
        using var arrived = new SemaphoreSlim(0);
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(new Uri(country.Address), "hubs/briefing" + query), with =>
        {
            with.Headers["Authorization"] = $"Bearer {key}";
            options?.Invoke(with);
        }).Build();
        connection.On<ReceivedFrame>("Own", frame => RecordResponse(frame.Html));
        connection.On<ReceivedFrame>("Show", frame =>
        {
            RecordResponse(frame.Html);
            newest = frame.Version;
            arrived.Release();
        });
        await connection.StartAsync(Cancellation);
        await arrived.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        if (attempt is not null)
            await attempt(connection);
        var version = await country.NextVersion();
        while (newest < version)
            Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(20), Cancellation), "No frame came.");
    }

    /// <summary>Calls a hub method, which must be refused, and records the message.</summary>
    public Task InvokeHubMethod(string method, params object?[] arguments) => FollowHub(async connection =>
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => connection.InvokeCoreAsync<object?>(method, arguments, Cancellation));
        RecordResponse(refused.Message);
    });
}
