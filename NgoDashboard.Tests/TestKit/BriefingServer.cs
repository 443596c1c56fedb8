using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NgoDashboard.Exchange;
using NgoDashboard.Live;

namespace NgoDashboard.Tests.TestKit;

/// <summary>A server on a free port of this machine, with a database of its own, asked as its desk asks it.</summary>
abstract class BriefingServer : IAsyncDisposable
{
    public const string DeskKey = App.DeskKey;

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Lazy<HttpClient> desk;

    protected BriefingServer() => desk = new(() => With(DeskKey));

    public abstract string Address { get; }

    /// <summary>The file that it writes, to be looked into from outside.</summary>
    public abstract string DatabasePath { get; }

    /// <summary>What the server has told of itself, for the message of a test that fails.</summary>
    public abstract string Said { get; }

    /// <summary>Asks with the desk's key.</summary>
    public HttpClient Desk => desk.Value;

    public HttpClient With(string key) =>
        new() { BaseAddress = new(Address), Timeout = Patience, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

    /// <summary>Takes a scene and returns its version.</summary>
    public Task<long> Show(string scene, int? year = null, string? province = null) => Version(Desk.PutAsJsonAsync(
        "/api/stage", new { scene, parameters = new { year, province } }, Compact, TestContext.Current.CancellationToken));

    public Task<long> Show(Scene scene) => Version(Desk.PutAsJsonAsync(
        "/api/stage", new StageRequest(scene.Kind, StageParameters.Of(scene)), Compact, TestContext.Current.CancellationToken));

    /// <summary>Takes edits and returns their version.</summary>
    public Task<long> Edit(params FigureEdit[] edits) =>
        Version(Desk.PutAsJsonAsync("/api/figures", edits, Compact, TestContext.Current.CancellationToken));

    /// <summary>A refusal is an answer like any other here.</summary>
    public Task<HttpResponseMessage> Try(params FigureEdit[] edits) =>
        Desk.PutAsJsonAsync("/api/figures", edits, Compact, TestContext.Current.CancellationToken);

    /// <summary>The version on air.</summary>
    public async Task<long> Now() => (await Stage()).GetProperty("version").GetInt64();

    public Task<JsonElement> Stage() => Desk.GetFromJsonAsync<JsonElement>("/api/stage", TestContext.Current.CancellationToken);

    /// <summary>What is adopted at the place of an edit, or null.</summary>
    public async Task<JsonElement?> Figure(FigureEdit place)
    {
        var rows = await Desk.Rows($"?year={place.From[..4]}&measure={place.Measure}");
        return rows.Where(row => Text(row, "from") == place.From && Text(row, "to") == place.To && Text(row, "province") == place.Province
                && Text(row, "sector") == place.Sector && Text(row, "campaign") is null)
            .Select(row => (JsonElement?)row)
            .SingleOrDefault();

        static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();
    }

    /// <summary>The screens that are there.</summary>
    public async Task<IReadOnlyList<Point>> RollCall() =>
        [.. (await Desk.GetFromJsonAsync<Point[]>("/api/roll-call", TestContext.Current.CancellationToken))!.Where(point => point.Connected)];

    public async Task<string> Issue(string role, string? province = null, string label = "Điểm cầu thử")
    {
        using var answer = await Desk.PostAsJsonAsync("/api/keys", new { role, province, label }, Compact, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Text());
        return (await answer.Json()).GetProperty("key").GetString()!;
    }

    public virtual ValueTask DisposeAsync()
    {
        if (desk.IsValueCreated)
            desk.Value.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    static readonly JsonSerializerOptions Compact =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    static async Task<long> Version(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Text());
        return (await answer.Json()).GetProperty("version").GetInt64();
    }
}

/// <summary>A row of GET /api/roll-call.</summary>
sealed record Point(string Name, bool Connected, long Painted, double? Delay)
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

    /// <summary>Of a whole year.</summary>
    public static FigureEdit Of(int year, string measure, decimal value, string unit) => new($"{year}-01-01", $"{year}-12-31", measure, value, unit);
}
