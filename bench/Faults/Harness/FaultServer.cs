using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Bench.InServer;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Harness;

/// <summary>How a server is started to which something is done.</summary>
/// <param name="Folder">Of its database.</param>
/// <param name="DescriptorLimit">So many files and sockets may be open; null for as many as the system allows.</param>
/// <param name="ClockFile">Where it is written by how much its clock is wrong; null where its clock is the system's.</param>
/// <param name="HasPageWriters">Inside the server somebody writes what only pages can: see <see cref="InServer.PageWriterService"/>.</param>
sealed record FaultSettings(string Folder, int Port, int? DescriptorLimit = null, string? ClockFile = null, int? Connections = null, bool HasPageWriters = false)
{
    public static FaultSettings InNewFolder(string name) => new(TemporaryFiles.CreateFolder(name), BriefingApplication.GetFreePort());

    public string DatabasePath => Path.Combine(Folder, "briefing.db");
}

/// <summary>
/// The published application on a database of its own, for parts that kill it, break it, or expect that it does not start.
/// </summary>
sealed class FaultServer : ChildProcess
{
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(40);

    FaultServer(PublishedApplication published, FaultSettings settings)
        : base(null, settings.DescriptorLimit is null ? "dotnet" : "sh", CreateArguments(published, settings),
            CreateEnvironment(published, settings)) =>
        Settings = settings;

    public FaultSettings Settings { get; }

    public int Port => Settings.Port;

    public string Output => string.Join('\n', OutputLines);

    /// <summary>A stack trace is nothing to read for the person who starts a server.</summary>
    public bool HasStackTrace => OutputLines.Any(line => Regex.IsMatch(line, @"^\s+at [\w.`<>]+\("));

    /// <summary>Without waiting until it is ready.</summary>
    public static FaultServer StartWithoutWaiting(PublishedApplication published, FaultSettings settings) => new(published, settings);

    /// <exception cref="BenchException">It does not become ready.</exception>
    public static async Task<FaultServer> Start(PublishedApplication published, FaultSettings settings)
    {
        var server = new FaultServer(published, settings);
        if (await server.WaitUntilReady())
            return server;
        var output = server.Output;
        server.Dispose();
        throw new BenchException("The application did not become ready: " + output);
    }

    /// <summary>False where it has ended, or is not ready after a time in which every start is.</summary>
    public async Task<bool> WaitUntilReady(TimeSpan? patience = null)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(5) };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < (patience ?? StartTimeout)
            && !Process.HasExited; await Task.Delay(20))
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return true;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
        }

        return false;
    }

    /// <summary>SIGKILL to the server alone: what it has started itself has to notice.</summary>
    public void KillServerOnly()
    {
        Process.Kill();
        Process.WaitForExit(5_000);
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task StopGracefully()
    {
        using var signal = Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await Process.WaitForExitAsync(limit.Token);
    }

    /// <summary>The processes that it has started, and those that they have.</summary>
    public IReadOnlyList<int> GetDescendantProcessIds()
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => (Id: int.Parse(name!, CultureInfo.InvariantCulture), Parent: GetParentProcessId(name!)))
            .ToLookup(process => process.Parent, process => process.Id);
        var found = new List<int>();
        for (var next = new Queue<int>([Process.Id]); next.TryDequeue(out var id);)
        {
            foreach (var child in parents[id])
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    public static bool IsAlive(int process) => GetParentProcessId(process.ToString(CultureInfo.InvariantCulture)) > 0;

    // As proc(5) has it: after the name in brackets, the state and the parent. A zombie is dead.
    static int GetParentProcessId(string process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? -1 : int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    static string[] CreateArguments(PublishedApplication published, FaultSettings settings)
    {
        var program = Path.Combine(published.Folder, "NgoDashboard.dll");
        return settings.DescriptorLimit is { } limit
            ? ["-c", string.Create(CultureInfo.InvariantCulture, $"ulimit -n {limit} && exec dotnet \"$0\""), program]
            : [program];
    }

    static Dictionary<string, string> CreateEnvironment(PublishedApplication published, FaultSettings settings)
    {
        var environment = ApplicationCommands.CreateEnvironment(published, settings.DatabasePath);
        environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{settings.Port}";
        environment[ShiftedTimeProvider.EnvironmentVariable] = settings.ClockFile ?? "";
        environment["DOTNET_STARTUP_HOOKS"] = settings is { ClockFile: null, HasPageWriters: false } ? "" : typeof(ChildProcess).Assembly.Location;
        environment[InServer.PageWriterService.EnvironmentVariable] = settings.HasPageWriters ? "1" : "";
        environment[StartupHook.HeapSocketVariable] = "";
        if (settings.Connections is { } connections)
            environment["Limits__Connections"] = connections.ToString(CultureInfo.InvariantCulture);
        return environment;
    }
}
