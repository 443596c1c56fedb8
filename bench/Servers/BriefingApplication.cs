using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Servers;

/// <summary>The published application ("ours" in the reports) on its own database, edited through its API.</summary>
sealed class BriefingApplication : ChildProcess
{
    public const string DeskKey = "khoa-ban-dieu-hanh-cua-phep-do-0123456789";

    readonly string folder;
    EditConnection? ownEditConnection;
    int editCount;

    BriefingApplication(int? pin, int port, string program, string folder)
        : base(pin, "dotnet", [program], new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            // The content root is beside the program, whatever the bench's working directory is.
            ["ASPNETCORE_CONTENTROOT"] = Path.GetDirectoryName(program)!,
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Storage__Path"] = Path.Combine(folder, "briefing.db"),
            ["Access__DeskKey"] = DeskKey,
        }) => (Port, this.folder) = (port, folder);

    public int Port { get; }

    public string Folder => folder;

    /// <summary>Starts with the overview on air.</summary>
    public static async Task<BriefingApplication> Start(PublishedApplication published, int? pin, string? folder = null, int? port = null)
    {
        var application = new BriefingApplication(
            pin, port ?? GetFreePort(), Path.Combine(published.Folder, "NgoDashboard.dll"), folder ?? TemporaryFiles.CreateFolder("database"));
        await application.WaitUntilReady();
        if (folder is null)
            application.PutScene("overview");
        return application;
    }

    /// <summary>A connection for one more writer.</summary>
    public EditConnection OpenEditConnection() => new(Port, DeskKey);

    /// <summary>Edits one figure, with another value each time.</summary>
    /// <param name="scheduledAt">Timestamp at which the edit should begin; null for now.</param>
    public EditResult PutNextFigure(long? scheduledAt = null) =>
        OwnEditConnection.PutEdit("/api/figures", CreateEditBody(Interlocked.Increment(ref editCount)), scheduledAt);

    /// <summary>The JSON body of one edit.</summary>
    public static string CreateEditBody(int number, int year = 2023) => string.Create(CultureInfo.InvariantCulture,
        $$"""[{"from":"{{year}}-01-01","to":"{{year}}-12-31","measure":"disbursed","value":{{228_000_000 + (number % 900 * 10_000)}},"unit":"USD","qualifier":"about","reason":"Đo","accept":true}]""");

    public EditResult PutScene(string scene, int year = 2023) =>
        OwnEditConnection.PutEdit("/api/stage", $$"""{"scene":"{{scene}}","parameters":{ "year":{{year}} } }""");

    /// <summary>Issues a screen key for each of the 34 provinces.</summary>
    public string[] IssueProvinceKeys()
    {
        var codes = File.ReadLines(Path.Combine(PublishedApplication.GetSolutionFolder(), "data", "provinces.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Where(fields => fields[0] == "34").Select(fields => fields[1]);
        return [.. codes.Select(code => IssueScreenKey(code))];
    }

    public string IssueNationalKey() => IssueScreenKey(null);

    public override void Dispose()
    {
        ownEditConnection?.Dispose();
        base.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Kills the server and keeps its database for the next start.</summary>
    public string KillKeepingDatabase()
    {
        ownEditConnection?.Dispose();
        ownEditConnection = null;
        Kill();
        return folder;
    }

    public static int GetFreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    EditConnection OwnEditConnection => ownEditConnection ??= OpenEditConnection();

    string IssueScreenKey(string? province)
    {
        var answer = OwnEditConnection.SendRequest("POST", "/api/keys", JsonSerializer.Serialize(new Dictionary<string, string>(
            province is null ? [] : [KeyValuePair.Create("province", "34:" + province)])
        { ["role"] = "screen", ["label"] = "Điểm cầu " + province }));
        var at = answer.IndexOf('{', StringComparison.Ordinal);
        return JsonDocument.Parse(answer[at..(answer.LastIndexOf('}') + 1)]).RootElement.GetProperty("key").GetString()!;
    }

    async Task WaitUntilReady()
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(2) };
        for (var i = 0; i < 600 && !Process.HasExited; i++)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new BenchException("The application did not start: " + string.Join('\n', OutputLines));
    }
}
