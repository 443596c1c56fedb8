using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NgoDashboard.Bench.InServer;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults.Harness;

/// <summary>Settings of a server for a fault scenario.</summary>
/// <param name="Folder">Folder of its database.</param>
/// <param name="DescriptorLimit">Limit of open files and sockets (ulimit -n); null for the system's.</param>
/// <param name="ClockFile">File with the shift of its clock (<see cref="ShiftedTimeProvider"/>); null for the system's clock.</param>
/// <param name="Connections">The setting Limits:Connections; null for its default.</param>
/// <param name="HasPageWriters">Whether <see cref="PageWriterService"/> runs inside the server.</param>
sealed record FaultSettings(
    string Folder, int Port, int? DescriptorLimit = null, string? ClockFile = null, int? Connections = null, bool HasPageWriters = false)
{
    public static FaultSettings InNewFolder(string name) => new(TemporaryFiles.CreateFolder(name), BriefingApplication.GetFreePort());

    public string DatabasePath => Path.Combine(Folder, "briefing.db");
}

/// <summary>
/// The published application on its own database, for scenarios that kill it, break it, or expect that it does not start.
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

    /// <summary>Whether its output has a stack trace, which does not help the person who starts a server.</summary>
    public bool HasStackTrace => OutputLines.Any(line => Regex.IsMatch(line, @"^\s+at [\w.`<>]+\("));

    /// <summary>Does not wait until it is ready.</summary>
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

    /// <returns>False if it has exited, or is not ready in time.</returns>
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

    /// <summary>SIGKILL to the server only: its child processes have to notice that and exit.</summary>
    public void KillServerOnly()
    {
        Process.Kill();
        Process.WaitForExit(5_000);
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public async Task StopGracefully()
    {
        using var signal = Process.Start("kill", ["-TERM", Process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await Process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Its child processes and their descendants.</summary>
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

    // /proc/PID/stat: state and parent follow the name in brackets, see proc(5). A zombie counts as dead.
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
        environment[PageWriterService.EnvironmentVariable] = settings.HasPageWriters ? "1" : "";
        environment[StartupHook.HeapSocketVariable] = "";
        if (settings.Connections is { } connections)
            environment["Limits__Connections"] = connections.ToString(CultureInfo.InvariantCulture);
        return environment;
    }
}
