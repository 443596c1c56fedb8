using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Harness;

/// <param name="Status">0 if no response came.</param>
sealed record ApiResponse(int Status, string Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public long Version =>
        ParseJsonObject() is { } body && body.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
            ? version.GetInt64()
            : 0;

    /// <summary>Whether it has a message for a person, and no stack trace.</summary>
    public bool HasReadableMessage => Status > 0 && !Body.Contains("   at ", StringComparison.Ordinal) && (IsSuccess
        || (ParseJsonObject() is { } body
            && ((body.TryGetProperty("title", out var title) && title.GetString() is { Length: > 0 })
                || body.TryGetProperty("findings", out _))));

    public JsonElement? ParseJsonObject()
    {
        try
        {
            return Body.Length > 0 && Body[0] == '{' ? JsonDocument.Parse(Body).RootElement : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A client of the API for a server that may be gone at any moment: a failed request is a response with status 0.</summary>
sealed class DeskClient : IDisposable
{
    readonly HttpClient client;

    public DeskClient(int port, string? key = BriefingApplication.DeskKey, TimeSpan? patience = null)
    {
        client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new($"http://127.0.0.1:{port}"),
            Timeout = patience ?? TimeSpan.FromSeconds(20),
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public Task<ApiResponse> Get(string path, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return Send(request);
    }

    public Task<ApiResponse> Put(string path, string json) =>
        Send(new(HttpMethod.Put, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    public Task<ApiResponse> Post(string path, object? body = null) =>
        Send(new(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) });

    public Task<ApiResponse> Post(string path, byte[] content, string mediaType, CancellationToken cancellation = default)
    {
        var sent = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        return Send(new(HttpMethod.Post, path) { Content = sent }, cancellation);
    }

    public Task<ApiResponse> PostForm(string path, HttpContent form) => Send(new(HttpMethod.Post, path) { Content = form });

    public Task<ApiResponse> Delete(string path) => Send(new(HttpMethod.Delete, path));

    /// <param name="value">Should be unique, so that the edit can be found again.</param>
    public async Task<ApiResponse> PutFigure(long value, int year = 2023)
    {
        object figure = new
        {
            from = $"{year}-01-01",
            to = $"{year}-12-31",
            measure = "disbursed",
            value,
            unit = "USD",
            qualifier = "about",
            reason = "Thử lỗi",
            accept = true,
        };
        using var content = JsonContent.Create<object[]>([figure]);
        return await Send(new(HttpMethod.Put, "/api/figures") { Content = content });
    }

    public Task<ApiResponse> PutStage(string scene, int year) =>
        Put("/api/stage", $$"""{"scene":"{{scene}}","parameters":{ "year":{{year}} } }""");

    /// <exception cref="BenchException">The server refused.</exception>
    public async Task<(string Id, string Key)> IssueKey(string role, string label, string? province = null)
    {
        var answer = await Post("/api/keys", province is null ? new { role, label } : new { role, label, province });
        return answer.ParseJsonObject() is { } key && answer.IsSuccess
            ? (key.GetProperty("id").GetString()!, key.GetProperty("key").GetString()!)
            : throw new BenchException($"A key was not issued: {answer.Status} {answer.Body}");
    }

    public void Dispose() => client.Dispose();

    async Task<ApiResponse> Send(HttpRequestMessage request, CancellationToken cancellation = default)
    {
        using (request)
        {
            try
            {
                using var answer = await client.SendAsync(request, cancellation);
                return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                return new(0, gone.Message);
            }
        }
    }
}
