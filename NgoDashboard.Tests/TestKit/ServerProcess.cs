using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using NgoDashboard.Exchange;
using NgoDashboard.Live;

namespace NgoDashboard.Tests.TestKit;

/// <summary>
/// The server as the meeting runs it: a process of its own that can be killed in the middle of its work, on a free port of this
/// machine, with a folder of its own. Ended with the test, and with the test run whatever happens to it.
/// </summary>
sealed class ServerProcess : IDisposable
{
    public const string DeskKey = App.DeskKey;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly ConcurrentDictionary<int, Process> Running = new();

    readonly TempFolder folder = new();
    readonly ConcurrentQueue<string> said = new();
    readonly bool isRehearsal;
    readonly int port = FreePort();
    Process? process;

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in Running.Values)
            End(left);
    };

    ServerProcess(bool isRehearsal)
    {
        this.isRehearsal = isRehearsal;
        Desk = With(DeskKey);
    }

    /// <summary>May be read while the server works.</summary>
    public string Database => folder.File("briefing.db");

    public string Address => $"http://127.0.0.1:{port}";

    /// <summary>The file that it writes, to be looked into from outside.</summary>
    public string DatabasePath => folder.File("briefing.db");

    /// <summary>Asks with the desk's key.</summary>
    public HttpClient Desk { get; }

    /// <summary>What the server has printed, for the message of a test that fails.</summary>
    public string Said => string.Join('\n', said);

    public static async Task<ServerProcess> Start(bool isRehearsal = false)
    {
        var server = new ServerProcess(isRehearsal);
        try
        {
            await server.Run();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public HttpClient With(string key) =>
        new() { BaseAddress = new(Address), Timeout = Patience, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public void Kill()
    {
        if (process is not { } running)
            return;
        process = null;
        End(running);
    }

    /// <summary>Again on the same port and the same database.</summary>
    public Task Restart()
    {
        Kill();
        return Run();
    }

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

    public void Dispose()
    {
        Kill();
        Desk.Dispose();
        folder.Dispose();
    }

    static readonly JsonSerializerOptions Compact =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    static async Task<long> Version(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Text());
        return (await answer.Json()).GetProperty("version").GetInt64();
    }

    async Task Run()
    {
        // Beside the tests: the build puts it there with its assets, its data and its settings.
        var program = Path.Combine(AppContext.BaseDirectory, "NgoDashboard.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { program },
            Environment =
            {
                ["ASPNETCORE_URLS"] = Address,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_ENVIRONMENT"] = "Production",
                // What goes wrong in a circuit is told to the page's console, and so to the test, in full.
                ["ASPNETCORE_DETAILEDERRORS"] = "true",
                // It lives for seconds: what it would learn for a better second compilation comes too late.
                ["DOTNET_TieredPGO"] = "0",
                ["Storage__Path"] = DatabasePath,
                ["Access__DeskKey"] = DeskKey,
            },
        };
        if (isRehearsal)
            start.ArgumentList.Add("--rehearsal");
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        Running[process.Id] = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Ready(process);

        void Hear(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
                said.Enqueue(text);
        }
    }

    async Task Ready(Process running)
    {
        var until = Stopwatch.StartNew();
        while (until.Elapsed < Patience && !running.HasExited)
        {
            try
            {
                using var answer = await Desk.GetAsync("/health/ready", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"The server is not ready after {until.Elapsed.TotalSeconds:0} s. It said:\n{Said}");
    }

    static void End(Process running)
    {
        try
        {
            running.Kill(entireProcessTree: true);
            running.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }

        Running.TryRemove(running.Id, out _);
        running.Dispose();
    }

    // Free at this moment; nobody else asks for the same one on purpose.
    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A row of GET /api/roll-call.</summary>
sealed record Point(string Name, bool Connected, long Painted, double? Delay)
{
    [System.Text.Json.Serialization.JsonPropertyName("point")]
    public string Name { get; init; } = Name;
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
