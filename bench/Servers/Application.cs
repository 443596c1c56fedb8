using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NgoDashboard.Bench.Servers;

/// <summary>Ours: the whole application on a database of its own, edited through its API.</summary>
sealed class Application : Child
{
    public const string DeskKey = "khoa-ban-dieu-hanh-cua-phep-do-0123456789";

    readonly string folder;
    EditLine? edits;
    int count;

    Application(int? pin, int port, string program, string folder)
        : base(pin, "dotnet", [program], new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            // Its files for browsers lie beside it, wherever the bench is called.
            ["ASPNETCORE_CONTENTROOT"] = Path.GetDirectoryName(program)!,
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Storage__Path"] = Path.Combine(folder, "briefing.db"),
            ["Access__DeskKey"] = DeskKey,
        }) => (Port, this.folder) = (port, folder);

    public int Port { get; }

    public string Folder => folder;

    /// <summary>With the overview on air.</summary>
    public static async Task<Application> Start(Published published, int? pin, string? folder = null, int? port = null)
    {
        var application = new Application(pin, port ?? FreePort(), Path.Combine(published.Folder, "NgoDashboard.dll"), folder ?? Temporary.Folder("database"));
        await application.Ready();
        if (folder is null)
            application.Show("overview");
        return application;
    }

    /// <summary>A connection of its own for somebody who edits.</summary>
    public EditLine Line() => new(Port, DeskKey);

    /// <summary>One figure, another value each time.</summary>
    /// <param name="begun">When it was to begin; now where nothing is said.</param>
    public Edited Edit(long? begun = null) => Edits.Put("/api/figures", Body(Interlocked.Increment(ref count)), begun);

    /// <summary>The body of an edit, as a program sends it.</summary>
    public static string Body(int number, int year = 2023) => string.Create(CultureInfo.InvariantCulture,
        $$"""[{"from":"{{year}}-01-01","to":"{{year}}-12-31","measure":"disbursed","value":{{228_000_000 + (number % 900 * 10_000)}},"unit":"USD","qualifier":"about","reason":"Đo","accept":true}]""");

    public Edited Show(string scene, int year = 2023) => Edits.Put("/api/stage", $$"""{"scene":"{{scene}}","parameters":{ "year":{{year}} } }""");

    /// <summary>Keys of screens: one for each of the 34 provinces.</summary>
    public string[] ProvinceKeys()
    {
        var codes = File.ReadLines(Path.Combine(Published.Root(), "data", "provinces.csv")).Skip(1).Select(line => line.Split(','))
            .Where(fields => fields[0] == "34").Select(fields => fields[1]);
        return [.. codes.Select(code => Issue(code))];
    }

    public string NationalKey() => Issue(null);

    public override void Dispose()
    {
        edits?.Dispose();
        base.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Ended without a word; its database stays for the next start.</summary>
    public string Crash()
    {
        edits?.Dispose();
        edits = null;
        Kill();
        return folder;
    }

    public static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    EditLine Edits => edits ??= Line();

    string Issue(string? province)
    {
        var answer = Edits.Ask("POST", "/api/keys", JsonSerializer.Serialize(new Dictionary<string, string>(
            province is null ? [] : [KeyValuePair.Create("province", "34:" + province)]) { ["role"] = "screen", ["label"] = "Điểm cầu " + province }));
        var at = answer.IndexOf('{', StringComparison.Ordinal);
        return JsonDocument.Parse(answer[at..(answer.LastIndexOf('}') + 1)]).RootElement.GetProperty("key").GetString()!;
    }

    async Task Ready()
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

        throw new TroubleException("The application did not start: " + string.Join('\n', Said));
    }
}
