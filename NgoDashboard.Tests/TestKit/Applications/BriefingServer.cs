using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NgoDashboard.Api.Stage;
using NgoDashboard.Live.Scenes;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>A server on a free port of this machine with its own database, and requests to its API with the desk's key.</summary>
abstract class BriefingServer : IAsyncDisposable
{
    public const string DeskKey = TestApplication.DeskKey;

    protected static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    readonly Lazy<HttpClient> desk;

    protected BriefingServer() => desk = new(() => CreateClientWithKey(DeskKey));

    public abstract string Address { get; }

    /// <summary>The file of the database, so that a test can read or damage it.</summary>
    public abstract string DatabasePath { get; }

    /// <summary>The server's log, for the message of a failed test.</summary>
    public abstract string Output { get; }

    /// <summary>Sends the desk's key.</summary>
    public HttpClient DeskClient => desk.Value;

    public HttpClient CreateClientWithKey(string key) =>
        new() { BaseAddress = new(Address), Timeout = RequestTimeout, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

    /// <summary>Takes a scene and returns its version.</summary>
    public Task<long> TakeScene(string scene, int? year = null, string? province = null) => ReadVersion(DeskClient.PutAsJsonAsync(
        "/api/stage", new { scene, parameters = new { year, province } }, JsonOptions, TestContext.Current.CancellationToken));

    public Task<long> TakeScene(Scene scene) => ReadVersion(DeskClient.PutAsJsonAsync(
        "/api/stage", new StageRequest(scene.Kind, StageParameters.From(scene)), JsonOptions, TestContext.Current.CancellationToken));

    /// <summary>Takes edits and returns their version.</summary>
    public Task<long> TakeEdits(params FigureEdit[] edits) =>
        ReadVersion(DeskClient.PutAsJsonAsync("/api/figures", edits, JsonOptions, TestContext.Current.CancellationToken));

    /// <summary>Like <see cref="TakeEdits"/>, but a refusal does not fail the test.</summary>
    public Task<HttpResponseMessage> SendEdits(params FigureEdit[] edits) =>
        DeskClient.PutAsJsonAsync("/api/figures", edits, JsonOptions, TestContext.Current.CancellationToken);

    /// <summary>The version on air.</summary>
    public async Task<long> GetVersionOnAir() => (await GetStage()).GetProperty("version").GetInt64();

    public Task<JsonElement> GetStage() => DeskClient.GetFromJsonAsync<JsonElement>("/api/stage", TestContext.Current.CancellationToken);

    /// <summary>The row of the adopted statement with the key of an edit, or null.</summary>
    public async Task<JsonElement?> GetAdoptedFigure(FigureEdit place)
    {
        var rows = await DeskClient.GetFigureRows($"?year={place.From[..4]}&measure={place.Measure}");
        return rows.Where(row => Text(row, "from") == place.From && Text(row, "to") == place.To && Text(row, "province") == place.Province
                && Text(row, "sector") == place.Sector && Text(row, "campaign") is null)
            .Select(row => (JsonElement?)row)
            .SingleOrDefault();

        static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();
    }

    public async Task<IReadOnlyList<RollCallRow>> GetConnectedScreens() =>
        [.. (await DeskClient.GetFromJsonAsync<RollCallRow[]>("/api/roll-call", TestContext.Current.CancellationToken))!.Where(point => point.Connected)];

    public async Task<string> IssueKey(string role, string? province = null, string label = "Điểm cầu thử")
    {
        using var answer = await DeskClient.PostAsJsonAsync("/api/keys", new { role, province, label }, JsonOptions, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.ReadText());
        return (await answer.ReadJson()).GetProperty("key").GetString()!;
    }

    public virtual ValueTask DisposeAsync()
    {
        if (desk.IsValueCreated)
            desk.Value.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    static readonly JsonSerializerOptions JsonOptions =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    static async Task<long> ReadVersion(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.ReadText());
        return (await answer.ReadJson()).GetProperty("version").GetInt64();
    }
}

/// <summary>A row of GET /api/roll-call.</summary>
sealed record RollCallRow(string Name, bool Connected, long Painted, double? Delay)
{
    [System.Text.Json.Serialization.JsonPropertyName("point")]
    public string Name { get; init; } = Name;

    public string State { get; init; } = "";
}

/// <summary>A row of PUT /api/figures.</summary>
sealed record FigureEdit(string From, string To, string Measure, decimal Value, string Unit)
{
    public string? Province { get; init; }

    public string? Sector { get; init; }

    public string? Qualifier { get; init; }

    public string Reason { get; init; } = "Điểm cầu báo lại";

    public long? ExpectedVersion { get; init; }

    public bool? Accept { get; init; }

    public static FigureEdit ForYear(int year, string measure, decimal value, string unit) => new($"{year}-01-01", $"{year}-12-31", measure, value, unit);
}
